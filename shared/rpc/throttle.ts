/** Time as progress needs it; injected so that tests need no waiting. */
export interface Ticker {
  nowMs(): number
  /** runs `action` once after `delayMs`; the answer takes it back */
  after(delayMs: number, action: () => void): () => void
}

/** The platform's own clock. */
export const systemTicker: Ticker = {
  nowMs: () => performance.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs)
    return () => clearTimeout(timer)
  },
}

/** A sender that passes on at most one value an interval: the first at once, then always the newest. */
export interface Throttled<T> {
  push(value: T): void
  stop(): void
}

/** See `Throttled`. An interval of 0 passes everything on. */
export function throttled<T>(intervalMs: number, ticker: Ticker, send: (value: T) => void): Throttled<T> {
  let lastMs = -Infinity
  let waiting: { readonly value: T } | null = null
  let takeBack: (() => void) | null = null
  let stopped = false

  function flush(): void {
    takeBack = null
    if (waiting === null || stopped) return
    const { value } = waiting
    waiting = null
    lastMs = ticker.nowMs()
    send(value)
  }

  return {
    push: (value) => {
      if (stopped) return
      waiting = { value }
      const waitMs = lastMs + intervalMs - ticker.nowMs()
      if (waitMs <= 0) {
        takeBack?.()
        flush()
      } else {
        takeBack ??= ticker.after(waitMs, flush)
      }
    },
    stop: () => {
      stopped = true
      takeBack?.()
    },
  }
}
