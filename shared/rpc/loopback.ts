/**
 * What the loopback shell and the page agree on. The page gets its token in the address's fragment, which no server
 * ever sees, and keeps it in `sessionStorage`, which belongs to one tab and one origin (a cookie would be sent to every
 * port of 127.0.0.1). It goes out as a WebSocket subprotocol and as `Authorization: Bearer`. Where the address passes
 * through a command line, which other users of the machine can read, it carries a ticket instead: good once, for a short
 * time, to be exchanged for the token.
 */
export const LOOPBACK = {
  socketPath: '/rpc',
  /** POST, body = the file; answers a `HostFile` */
  uploadPath: '/upload',
  /** POST; answers `{"saveToken": ...}` */
  saveTargetPath: '/save-target',
  /** GET with the save token as the last part of the path; works once */
  downloadPath: '/download/',
  /** POST, body = the ticket; answers `{"token": ...}` */
  enterPath: '/enter',
  subprotocol: 'huiliu.1',
  tokenProtocolPrefix: 'huiliu.token.',
  tokenKey: 'token',
  ticketKey: 'ticket',
} as const
