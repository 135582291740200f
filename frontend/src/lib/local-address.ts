export interface LocalAddress {
  readonly port: number;
  /** With query and fragment. */
  readonly path: string;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '0.0.0.0', '[::1]', '[::]']);
const PLAIN = { 'http:': 80, 'https:': 443 } as const;

/** Where on this machine an address leads; null when it leads elsewhere or nowhere. */
export function localAddress(address: string): LocalAddress | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!LOCAL.has(url.hostname)) return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return {
    port: url.port === '' ? PLAIN[url.protocol] : Number(url.port),
    path: url.pathname + url.search + url.hash,
  };
}

/** Opens what a terminal shows as a link; nothing but a web page, and without a way back to this one. */
export function openElsewhere(address: string): void {
  if (/^https?:\/\//i.test(address)) window.open(address, '_blank', 'noopener,noreferrer');
}
