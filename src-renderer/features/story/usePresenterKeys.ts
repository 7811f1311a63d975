import { useEffect, useRef } from 'react'

export interface PresenterActions {
  readonly next: () => void
  readonly previous: () => void
  readonly first: () => void
  readonly last: () => void
  readonly blank: () => void
  readonly intervals: () => void
  readonly overview: () => void
  readonly notes: () => void
  readonly scheme: () => void
  readonly leave: () => void
}

/** Clickers send PageDown, PageUp, "b" or "." */
const KEYS: Readonly<Record<string, keyof PresenterActions>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ' ': 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
  b: 'blank',
  '.': 'blank',
  i: 'intervals',
  o: 'overview',
  n: 'notes',
  d: 'scheme',
  Escape: 'leave',
}

/** The presenter's keys go before those of the frame; whoever types keeps them. */
export function usePresenterKeys(actions: PresenterActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const { target } = event
      const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
      const isControl = target instanceof HTMLElement && target.closest('button, [role=slider]') !== null
      if (isField || (isControl && [' ', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)))
        return
      const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (action === undefined) return
      event.preventDefault()
      event.stopPropagation()
      latest.current[action]()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
