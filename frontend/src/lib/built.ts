/** What the server can do so far; a part of the page that needs more is not shown. */
export const BUILT: { readonly autoFix: boolean; readonly issues: boolean } = {
  autoFix: false,
  issues: true,
};
