import { create } from 'zustand'

export interface Route {
  readonly name: string
  readonly params: Readonly<Record<string, string>>
}

/** `#/rfm?segment=core` */
export function parseHash(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return { name: path, params: Object.fromEntries(new URLSearchParams(query)) }
}

export function hashOf({ name, params }: Route): string {
  const query = new URLSearchParams(params).toString()
  return `#/${name}${query === '' ? '' : `?${query}`}`
}

export const useRouter = create<Route>(() => ({ name: '', params: {} }))
export const useRoute = (): Route => useRouter()

/** Goes to a page; the browser's history keeps the way back. */
export function navigate(name: string, params: Readonly<Record<string, string>> = {}): void {
  const hash = hashOf({ name, params })
  if (window.location.hash !== hash) window.location.hash = hash
  useRouter.setState({ name, params }, true)
}

/** Changes parameters of the page in place, without a step in the history. */
export function replaceParams(params: Readonly<Record<string, string>>): void {
  const route = { name: useRouter.getState().name, params }
  window.history.replaceState(null, '', hashOf(route))
  useRouter.setState(route, true)
}

export const goBack = (): void => window.history.back()
export const goForward = (): void => window.history.forward()

/** Follows the address bar; call once. Returns the end. */
export function followHash(): () => void {
  const read = () => useRouter.setState(parseHash(window.location.hash), true)
  read()
  window.addEventListener('hashchange', read)
  return () => window.removeEventListener('hashchange', read)
}
