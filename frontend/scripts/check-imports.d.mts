export function importsOf(text: string): string[];
export function violation(file: string, specifier: string): string | null;
export function check(sourceFolder: string): string[];
