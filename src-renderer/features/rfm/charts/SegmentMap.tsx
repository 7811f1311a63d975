import { useId, useRef, type KeyboardEvent } from 'react'
import type { RfmSegmentTotals } from '../../../../shared/contract/rfm.ts'
import { FAMILY_HUE } from '../../../ui/chartTokens.ts'
import css from './SegmentMap.module.css'
import type { Slice } from './slices.ts'
import { textWidth } from './textWidth.ts'

export interface SegmentWords {
  readonly name: (segment: RfmSegmentTotals) => string
  readonly share: (share: number) => string
  /** "3,310 位，400 万元" */
  readonly detail: (segment: RfmSegmentTotals) => string
  /** "30 天 ▼ 96"; null when nothing moved */
  readonly change: (segment: RfmSegmentTotals) => string | null
}

interface SegmentMapProps {
  readonly name: string
  readonly slices: readonly Slice[]
  readonly words: SegmentWords
  readonly width: number
  readonly height: number
  readonly selected: ReadonlySet<string>
  readonly onToggle: (segmentKey: string) => void
}

const INSET = 12
const SIZES = { name: 13, share: 16, detail: 12 } as const

/** Area = revenue; hue = family, hatch = low spend, an edge of the full colour; words only where they fit. */
export function SegmentMap({ name, slices, words, width, height, selected, onToggle }: SegmentMapProps) {
  const hatchId = useId()
  const group = useRef<SVGGElement>(null)
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
    const key = slices[at]?.segment.key
    if (step !== undefined) {
      event.preventDefault()
      const to = Math.min(slices.length - 1, Math.max(0, at + step))
      group.current?.querySelectorAll<SVGGElement>('[role="button"]')[to]?.focus()
    } else if ((event.key === ' ' || event.key === 'Enter') && key !== undefined) {
      event.preventDefault()
      onToggle(key)
    }
  }
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={css.map}
      role="group"
      aria-label={name}
    >
      <defs>
        <pattern
          id={hatchId}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V8" className={css.hatch} />
        </pattern>
      </defs>
      <g ref={group}>
        {slices.map((slice, i) => {
          const { segment } = slice
          const hue = FAMILY_HUE[segment.family] + 1
          const lines = linesOf(slice, words)
          const label = [words.name(segment), words.share(slice.share), words.detail(segment)]
          return (
            <g
              key={segment.key}
              role="button"
              aria-pressed={selected.has(segment.key)}
              aria-label={[...label, words.change(segment) ?? ''].filter(Boolean).join(' ')}
              tabIndex={i === 0 ? 0 : -1}
              className={css.tile}
              data-segment={segment.key}
              transform={`translate(${slice.x} ${slice.y})`}
              onClick={() => onToggle(segment.key)}
              onKeyDown={(event) => onKeyDown(event, i)}
            >
              <title>{[...label, words.change(segment) ?? ''].filter(Boolean).join('\n')}</title>
              <rect
                width={slice.width}
                height={slice.height}
                rx={2}
                fill={`var(--tile-${segment.lowSpend ? 'low-' : ''}${hue})`}
              />
              {segment.lowSpend && (
                <rect width={slice.width} height={slice.height} rx={2} fill={`url(#${hatchId})`} />
              )}
              <rect width={Math.min(3, slice.width)} height={slice.height} fill={`var(--cat-${hue})`} />
              <rect
                x={1}
                y={1}
                width={Math.max(0, slice.width - 2)}
                height={Math.max(0, slice.height - 2)}
                className={css.ring}
              />
              {/* the blank keeps the words apart for whoever reads them out */}
              {lines.map((line) => (
                <text key={line.kind} x={INSET} y={line.y} className={css[line.kind]}>
                  {`${line.text} `}
                </text>
              ))}
            </g>
          )
        })}
      </g>
    </svg>
  )
}

interface Line {
  readonly kind: keyof typeof SIZES | 'change'
  readonly text: string
  readonly y: number
}

/** The words that fit into a tile: name and share first, then customers and money, then the change. */
export function linesOf(
  slice: Pick<Slice, 'segment' | 'share' | 'width' | 'height'>,
  words: SegmentWords,
): Line[] {
  const { segment, width, height } = slice
  const room = width - INSET - 6
  const name = words.name(segment)
  const share = words.share(slice.share)
  const fits = (text: string, fontPx: number) => textWidth(text, fontPx) <= room
  if (!fits(name, SIZES.name) || height < 19) return []
  if (height < 44) {
    const both = `${name} ${share}`
    return [{ kind: 'name', text: fits(both, SIZES.name) ? both : name, y: Math.min(21, height / 2 + 5) }]
  }
  const lines: Line[] = [{ kind: 'name', text: name, y: 21 }]
  let y = 41
  lines.push({ kind: 'share', text: share, y })
  const detail = words.detail(segment)
  if (fits(detail, SIZES.detail) && y + 24 <= height) {
    y += 18
    lines.push({ kind: 'detail', text: detail, y })
  }
  const change = words.change(segment)
  if (change !== null && fits(change, SIZES.detail) && y + 24 <= height) {
    y += 18
    lines.push({ kind: 'change', text: change, y })
  }
  return lines
}
