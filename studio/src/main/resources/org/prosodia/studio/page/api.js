// Talking to the server.

/** An answer that is no success; `status` is HTTP's, `body` what the server said. */
export class Refused extends Error {
    constructor(status, body) {
        super(body.error ?? `the studio answered ${status}`);
        this.status = status;
        this.body = body;
    }
}

async function checked(response) {
    if (!response.ok) {
        throw new Refused(response.status, await response.json().catch(() => ({})));
    }
    return response;
}

export const getJson = async path => (await checked(await fetch(path))).json();
export const getBytes = async path => (await checked(await fetch(path))).arrayBuffer();

export const post = async (path, body) =>
    (await checked(await fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)}))).json();

/** The token has done its work once the page is here: it should not stay in the address. */
export function hideToken() {
    history.replaceState(null, '', location.pathname);
}
