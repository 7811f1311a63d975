import type { Wire } from './wire.ts'

interface End {
  readonly wire: Wire
  readonly deliver: (frame: ArrayBuffer) => void
  readonly shut: () => void
}

/** Two wires of one process that end at each other. Frames are copied and arrive in a later microtask, as on any wire. */
export function pairWires(): readonly [Wire, Wire] {
  const ends: End[] = []
  const makeEnd = (other: 0 | 1): End => {
    let onFrame: ((frame: ArrayBuffer) => void) | null = null
    let onClose: (() => void) | null = null
    let open = true
    const early: ArrayBuffer[] = []
    const shut = (): void => {
      if (!open) return
      open = false
      onClose?.()
    }
    return {
      wire: {
        send: (frame) => {
          const copy = frame.slice(0)
          if (open) later(() => ends[other]?.deliver(copy))
        },
        onFrame: (listener) => {
          onFrame = listener
          for (const frame of early.splice(0)) listener(frame)
        },
        onClose: (listener) => {
          onClose = listener
        },
        close: () => {
          shut()
          later(() => ends[other]?.shut())
        },
      },
      deliver: (frame) => {
        if (!open) return
        if (onFrame === null) early.push(frame)
        else onFrame(frame)
      },
      shut,
    }
  }
  const first = makeEnd(1)
  const second = makeEnd(0)
  ends.push(first, second)
  return [first.wire, second.wire]
}

function later(action: () => void): void {
  void Promise.resolve().then(action)
}
