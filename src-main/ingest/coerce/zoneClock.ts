import { AppError } from '../../../shared/contract/errors.ts'

const DAY = 86_400
/** A day on which the offset changes: at `at` (UTC seconds) from `before` to `after`. */
interface Change {
  readonly at: number
  readonly before: number
  readonly after: number
}

/** The wall clock of one time zone, from UTC. Asks the platform twice a day of data, never per row. */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat
  readonly #days = new Map<number, Change>()
  #day = Number.NaN
  #change: Change = { at: 0, before: 0, after: 0 }

  /** Fails with `input-invalid` for a zone that the platform does not know. */
  constructor(timeZone: string) {
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch (error) {
      throw new AppError('input-invalid', { field: 'timeZone', value: timeZone }, error)
    }
  }

  /** Seconds since 1970-01-01T00:00 on the zone's wall clock. */
  toLocal(utcSeconds: number): number {
    const day = Math.floor(utcSeconds / DAY)
    if (day !== this.#day) {
      this.#day = day
      this.#change = this.#changeOf(day)
    }
    return utcSeconds + (utcSeconds < this.#change.at ? this.#change.before : this.#change.after)
  }

  #changeOf(day: number): Change {
    const known = this.#days.get(day)
    if (known !== undefined) return known
    let from = day * DAY
    let to = from + DAY
    const before = this.#offset(from)
    const after = this.#offset(to)
    while (before !== after && to - from > 1) {
      const middle = Math.floor((from + to) / 2)
      if (this.#offset(middle) === before) from = middle
      else to = middle
    }
    const change = { at: before === after ? from : to, before, after }
    this.#days.set(day, change)
    return change
  }

  #offset(utcSeconds: number): number {
    const parts: Record<string, number> = {}
    for (const part of this.#format.formatToParts(utcSeconds * 1000)) parts[part.type] = Number(part.value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - utcSeconds
  }
}
