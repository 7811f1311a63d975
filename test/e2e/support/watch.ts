import type { Page } from '@playwright/test'

/** What a page did that it must not do. */
export interface Watch {
  /** requests to anywhere but the page's own origin */
  readonly foreign: string[]
  /** errors on the console, exceptions, violations of the content security policy */
  readonly problems: string[]
  /** nothing of what follows is a problem: the backend is about to die */
  forgive(): void
}

const LOCAL_SCHEMES = ['data:', 'blob:']

/** Listens from before the first byte; call it ahead of `goto`. */
export async function watch(page: Page, origin: string): Promise<Watch> {
  const foreign: string[] = []
  const problems: string[] = []
  let forgiving = false
  const note = (text: string) => {
    if (!forgiving) problems.push(text)
  }
  page.on('request', (request) => {
    const url = request.url()
    if (LOCAL_SCHEMES.some((scheme) => url.startsWith(scheme))) return
    if (new URL(url).origin !== origin) foreign.push(url)
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host) foreign.push(socket.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      note(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => note(`exception: ${error.message}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  return {
    foreign,
    problems,
    forgive: () => {
      forgiving = true
    },
  }
}
