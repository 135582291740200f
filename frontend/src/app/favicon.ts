const GLYPH =
  'M4 19.2V4.8l7.2 4.7v2.2H7v1.7h3.4v2.5H7v3.3zM12.6 19.2V4.8l7.2 4.7v2.2h-4.2v1.7H19v2.5h-3.4v3.3z';
const HIGHEST_DIGIT = 9;

function withDigit(digit: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><clipPath id="c"><rect width="32" height="32" rx="8"/></clipPath><g clip-path="url(#c)"><rect width="32" height="32" fill="#1c2013"/><path fill="#d5f52d" fill-rule="evenodd" transform="translate(12.5 11.5) scale(.98) translate(-12 -12)" d="${GLYPH}"/><rect x="12" y="12" width="22" height="22" rx="7" fill="#1c2013"/><rect x="14" y="14" width="18" height="18" rx="6" fill="#fab13f"/><text x="23" y="28.4" text-anchor="middle" font-family="system-ui, sans-serif" font-size="15" font-weight="700" fill="#170d02">${digit}</text></g></svg>`;
}

export function favicon(needs: number, offline: boolean): string {
  if (offline) return '/favicons/favicon-offline.svg';
  if (needs === 0) return '/favicons/favicon.svg';
  if (needs > HIGHEST_DIGIT) return '/favicons/favicon-9plus.svg';
  return `data:image/svg+xml,${encodeURIComponent(withDigit(needs))}`;
}
