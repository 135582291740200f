/** Plain text of an agent in which only `code` between backticks is set apart. */
export function InlineCode({ text }: { text: string }) {
  let end = 0;
  return text.split(/(`[^`]+`)/).map((part) => {
    const key = end;
    end += part.length;
    return part.startsWith('`') && part.endsWith('`') && part.length > 2 ? (
      <code key={key} className="inline-code">
        {part.slice(1, -1)}
      </code>
    ) : (
      part
    );
  });
}
