import { useT } from '../locale/t.ts'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import css from './Progress.module.css'
import { useFormat } from './useFormat.ts'

interface ProgressBarProps {
  readonly label: string
  /** 0..1, null while it cannot be told */
  readonly share: number | null
  readonly thin?: boolean
}

export function ProgressBar({ label, share, thin = false }: ProgressBarProps) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { 'aria-valuenow': percent })}
      className={cx(css.track, thin && css.thin)}
    >
      <div
        className={cx(css.fill, percent === null && css.unknown)}
        style={percent === null ? {} : { width: `${percent}%` }}
      />
    </div>
  )
}

export interface JobProgress {
  readonly label: string
  readonly share: number | null
  readonly rowsDone?: number
  readonly rowsPerSecond?: number
  readonly secondsLeft?: number | null
  readonly cancelling?: boolean
}

/** The numbers of a running job in words: rows done, rate, time left. */
export function useJobWords(job: JobProgress): string {
  const t = useT()
  const format = useFormat()
  if (job.cancelling === true) return t('common.jobCancelling')
  const words: string[] = []
  if (job.rowsDone !== undefined) words.push(t('common.jobRows', { n: format.axis(job.rowsDone) }))
  else if (job.share !== null) words.push(t('common.jobShare', { share: `${Math.round(job.share * 100)}%` }))
  if (job.rowsPerSecond !== undefined && job.rowsPerSecond > 0) {
    words.push(t('common.jobRate', { rate: format.axis(job.rowsPerSecond) }))
  }
  if (typeof job.secondsLeft === 'number') {
    words.push(t('common.jobLeft', { time: format.duration(job.secondsLeft) }))
  }
  return words.join(' · ')
}

/** A long job with a working cancel. */
export function JobBar({ job, onCancel }: { readonly job: JobProgress; readonly onCancel: () => void }) {
  const t = useT()
  const words = useJobWords(job)
  return (
    <div className={css.job}>
      <div className={css.line}>
        <span className={css.label}>{job.label}</span>
        <span className={css.numbers}>{words}</span>
        <Button onClick={onCancel} disabled={job.cancelling === true}>
          {t('common.cancel')}
        </Button>
      </div>
      <ProgressBar label={job.label} share={job.share} />
    </div>
  )
}
