import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import css from './Slider.module.css'
import { movedByKey, snap, type SliderRange } from './sliderKeys.ts'
import { motion } from './tokens.ts'

export interface SliderProps extends SliderRange {
  readonly label: string
  /** the value with its result: "30,000 元，增量利润 6.55 万元" */
  readonly valueText: string
  readonly value: number
  /** within the frame, while the hand moves */
  readonly onChange: (value: number) => void
  /** when the hand lets go, or 250 ms after the last key: the exact pass */
  readonly onSettle?: ((value: number) => void) | undefined
  /** from here on every step loses: hatched */
  readonly badFrom?: number | undefined
  /** measured interval, as a bracket under the track */
  readonly bracket?: readonly [number, number] | undefined
  readonly mark?: number | undefined
  readonly disabled?: boolean | undefined
  /** a digit was typed on the thumb: opens exact entry */
  readonly onDigit?: ((digit: string) => void) | undefined
}

/** Track and thumb. Esc takes back what the hand did since it last let go. */
export function Slider(props: SliderProps) {
  const {
    label,
    valueText,
    value,
    min,
    max,
    step,
    onChange,
    onSettle,
    badFrom,
    bracket,
    mark,
    disabled = false,
  } = props
  const track = useRef<HTMLDivElement>(null)
  const thumb = useRef<HTMLDivElement>(null)
  const before = useRef(value)
  const settling = useRef<number>(undefined)
  const latest = useRef(value)
  latest.current = value
  const range = { min, max, step }

  useEffect(() => () => clearTimeout(settling.current), [])

  const settleSoon = () => {
    clearTimeout(settling.current)
    settling.current = window.setTimeout(() => {
      before.current = latest.current
      onSettle?.(latest.current)
    }, motion.exactAfter)
  }
  const at = (clientX: number): number => {
    const box = track.current?.getBoundingClientRect()
    if (!box || box.width === 0) return value
    return snap(min + ((clientX - box.left) / box.width) * (max - min), range)
  }
  const change = (to: number) => {
    if (to !== latest.current) onChange(to)
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (disabled || event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    thumb.current?.focus()
    before.current = value
    change(at(event.clientX))
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) change(at(event.clientX))
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    event.currentTarget.releasePointerCapture(event.pointerId)
    before.current = latest.current
    onSettle?.(latest.current)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (disabled || event.altKey || event.ctrlKey || event.metaKey) return
    if (/^[0-9]$/.test(event.key) && props.onDigit) {
      event.preventDefault()
      props.onDigit(event.key)
      return
    }
    const to = event.key === 'Escape' ? before.current : movedByKey(value, event.key, event.shiftKey, range)
    if (to === null || (event.key === 'Escape' && to === value)) return
    event.preventDefault()
    event.stopPropagation()
    change(to)
    settleSoon()
  }

  const percent = (of: number) =>
    `${max > min ? ((Math.min(max, Math.max(min, of)) - min) / (max - min)) * 100 : 0}%`
  return (
    <div
      ref={track}
      className={css.slider}
      aria-disabled={disabled}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    >
      <div className={css.track} />
      {badFrom !== undefined && badFrom < max && (
        <div className={css.bad} style={{ left: percent(badFrom) }} />
      )}
      <div className={css.fill} style={{ width: `calc(${percent(value)} + 8px)` }} />
      {bracket && (
        <div
          className={css.bracket}
          style={{
            left: percent(bracket[0]),
            width: `calc(${percent(bracket[1])} - ${percent(bracket[0])})`,
          }}
        />
      )}
      {mark !== undefined && <div className={css.mark} style={{ left: percent(mark) }} />}
      <div
        ref={thumb}
        role="slider"
        tabIndex={disabled ? -1 : 0}
        aria-label={label}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={valueText}
        aria-disabled={disabled}
        className={css.thumb}
        style={{ left: percent(value) }}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
