import { lexer, type Token, type Tokens } from 'marked';
import { createElement, Fragment, memo, type ReactNode } from 'react';
import { CopyButton } from './copy-button';
import styles from './markdown.module.css';

/** Agents write Markdown. It becomes elements, never HTML: raw HTML in it is shown as the text it is. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className={styles.prose}>
      {withStarts(lexer(text)).map(({ start, token }) => (
        <Block key={start} raw={token.raw} token={token} />
      ))}
    </div>
  );
});

/** While text streams in only the last block changes; the others keep what they drew. */
const Block = memo(
  function Block({ token }: { raw: string; token: Token }) {
    return drawBlock(token);
  },
  (one, other) => one.raw === other.raw,
);

function withStarts(tokens: readonly Token[]): { start: number; token: Token }[] {
  let end = 0;
  return tokens.map((token) => {
    const start = end;
    end += token.raw.length;
    return { start, token };
  });
}

function drawAll(tokens: readonly Token[] | undefined, draw: (token: Token) => ReactNode): ReactNode {
  return withStarts(tokens ?? []).map(({ start, token }) => <Fragment key={start}>{draw(token)}</Fragment>);
}

function drawBlock(token: Token): ReactNode {
  switch (token.type) {
    case 'paragraph':
      return <p>{drawAll((token as Tokens.Paragraph).tokens, drawInline)}</p>;
    case 'heading': {
      const heading = token as Tokens.Heading;
      return createElement(`h${heading.depth}`, null, drawAll(heading.tokens, drawInline));
    }
    case 'code':
      return <CodeBlock code={(token as Tokens.Code).text} />;
    case 'list':
      return drawList(token as Tokens.List);
    case 'blockquote':
      return <blockquote>{drawAll((token as Tokens.Blockquote).tokens, drawBlock)}</blockquote>;
    case 'table':
      return drawTable(token as Tokens.Table);
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    case 'html':
      return <p>{token.raw.trim()}</p>;
    default:
      return drawInline(token);
  }
}

function drawList(list: Tokens.List): ReactNode {
  const items = withStarts(list.items).map(({ start, token }) => {
    const item = token as Tokens.ListItem;
    return (
      <li key={start}>
        {item.task && <input type="checkbox" checked={item.checked === true} readOnly disabled />}{' '}
        {drawAll(item.tokens, drawBlock)}
      </li>
    );
  });
  return list.ordered ? <ol start={list.start === '' ? 1 : list.start}>{items}</ol> : <ul>{items}</ul>;
}

function drawTable(table: Tokens.Table): ReactNode {
  const cells = (row: readonly Tokens.TableCell[], tag: 'th' | 'td') =>
    row.map((cell, column) => createElement(tag, { key: column }, drawAll(cell.tokens, drawInline)));
  return (
    <div className={styles.scroll}>
      <table>
        <thead>
          <tr>{cells(table.header, 'th')}</tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={index}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function drawInline(token: Token): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong>{drawAll((token as Tokens.Strong).tokens, drawInline)}</strong>;
    case 'em':
      return <em>{drawAll((token as Tokens.Em).tokens, drawInline)}</em>;
    case 'del':
      return <del>{drawAll((token as Tokens.Del).tokens, drawInline)}</del>;
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return drawLink(token as Tokens.Link);
    case 'image':
      return (token as Tokens.Image).text;
    case 'escape':
      return (token as Tokens.Escape).text;
    case 'text': {
      const inner = (token as Tokens.Text).tokens;
      return inner ? drawAll(inner, drawInline) : (token as Tokens.Text).text;
    }
    default:
      return token.raw;
  }
}

function drawLink(link: Tokens.Link): ReactNode {
  const content = drawAll(link.tokens, drawInline);
  if (!/^https?:\/\//i.test(link.href)) return content;
  return (
    <a href={link.href} target="_blank" rel="noreferrer noopener" title={link.href}>
      {content}
    </a>
  );
}

function CodeBlock({ code }: { code: string }) {
  return (
    <div className={styles.code}>
      <pre>
        <code>{code}</code>
      </pre>
      <span className={styles.copy}>
        <CopyButton text={code} label="Copy code" />
      </span>
    </div>
  );
}
