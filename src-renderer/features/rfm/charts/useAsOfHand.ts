import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { dayAtX, type DayRange } from './asOfGeometry.ts'

interface AsOfHand {
  readonly range: DayRange
  /** of the strip, in its own units */
  readonly width: number
  readonly day: number
  readonly onMove: (day: number) => void
  readonly onCommit: (day: number) => void
  readonly onDigit: (digit: string) => void
}

const KEY_PAUSE_MS = 250

/**
 * Pointer and keys to days. A drag hands on at most one day a frame and commits on release; keys move at once and
 * commit after a pause; Escape takes either back.
 */
export function useAsOfHand({ range, width, day, onMove, onCommit, onDigit }: AsOfHand) {
  const drag = useRef<{ from: number; day: number; frame: number } | null>(null)
  const keys = useRef<{ from: number; day: number; timer: ReturnType<typeof setTimeout> } | null>(null)
  const commit = useRef(onCommit)
  useEffect(() => {
    commit.current = onCommit
  })

  const end = (how: 'keep' | 'back') => {
    const held = drag.current ?? keys.current
    if (!held) return
    if (drag.current) cancelAnimationFrame(drag.current.frame)
    if (keys.current) clearTimeout(keys.current.timer)
    drag.current = null
    keys.current = null
    commit.current(how === 'keep' ? held.day : held.from)
  }
  useEffect(() => {
    const takeBack = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape') end('back')
    }
    window.addEventListener('keydown', takeBack)
    return () => {
      window.removeEventListener('keydown', takeBack)
      end('keep')
    }
  }, [])

  const dayOf = (event: PointerEvent<SVGSVGElement>) =>
    dayAtX(event.clientX - event.currentTarget.getBoundingClientRect().left, range, width)

  const pointer = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button !== 0) return
      end('keep')
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { from: day, day: dayOf(event), frame: 0 }
      onMove(drag.current.day)
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const held = drag.current
      if (!held) return
      held.day = dayOf(event)
      if (held.frame !== 0) return
      held.frame = requestAnimationFrame(() => {
        held.frame = 0
        if (drag.current === held) onMove(held.day)
      })
    },
    onPointerUp: () => end('keep'),
    onPointerCancel: () => end('back'),
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (/^\d$/.test(event.key)) {
      event.preventDefault()
      onDigit(event.key)
      return
    }
    const tenth = Math.max(1, Math.round((range.lastDay - range.firstDay) / 10))
    const one = event.shiftKey ? 10 : 1
    const to = {
      ArrowLeft: day - one,
      ArrowDown: day - one,
      ArrowRight: day + one,
      ArrowUp: day + one,
      PageDown: day - tenth,
      PageUp: day + tenth,
      Home: range.firstDay,
      End: range.lastDay,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = Math.min(range.lastDay, Math.max(range.firstDay, to))
    const from = keys.current?.from ?? day
    if (keys.current) clearTimeout(keys.current.timer)
    keys.current = { from, day: next, timer: setTimeout(() => end('keep'), KEY_PAUSE_MS) }
    onMove(next)
  }

  return { pointer, onKeyDown }
}
