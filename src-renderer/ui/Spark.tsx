import css from './Spark.module.css'

interface SparkProps {
  /** oldest first; negative values hang below */
  readonly values: ArrayLike<number>
  readonly label: string
  readonly widthPx?: number
  readonly heightPx?: number
}

/** A row of small bars, e.g. the last 12 months. */
export function Spark({ values, label, widthPx = 72, heightPx = 16 }: SparkProps) {
  const n = values.length
  const list = Array.from({ length: n }, (_, i) => {
    const value = values[i] ?? 0
    return Number.isFinite(value) ? value : 0
  })
  const top = Math.max(1e-9, ...list)
  const bottom = Math.min(0, ...list)
  const scale = (heightPx - 1) / (top - bottom)
  const zero = top * scale
  const step = widthPx / Math.max(1, n)
  return (
    <svg className={css.spark} width={widthPx} height={heightPx} role="img" aria-label={label}>
      {list.map((value, i) => (
        <rect
          key={i}
          x={i * step}
          y={value >= 0 ? zero - value * scale : zero}
          width={Math.max(1, step - 1.4)}
          height={Math.abs(value) * scale}
        />
      ))}
      <line x1={0} x2={widthPx} y1={zero + 0.5} y2={zero + 0.5} />
    </svg>
  )
}
