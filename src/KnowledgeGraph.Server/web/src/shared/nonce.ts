/** The nonce that lets a script add a style sheet of its own to this page; the host gives it to the page's scripts. */
export const styleNonce: string = document.querySelector<HTMLScriptElement>('script[type=module][nonce]')?.nonce ?? '';
