import { ByteDictionary } from './byteDictionary.ts'
import { CELL } from './marks.ts'

const YES =
  '1 t true y yes on ok ✓ ✔ √ 是 有 真 开 对 成功 送达 打开 点击 使用 核销 到达 success succeeded sent delivered opened open clicked click redeemed used control holdout 对照 对照组 空白组'
const NO =
  '0 f false n no off × ✗ ✘ x 否 无 假 关 错 失败 failed failure bounced bounce undelivered unopened unused none treatment treated 实验组 测试组 触达组'

const encoder = new TextEncoder()
const TRUTHS = new ByteDictionary(80)
for (const word of YES.split(' ')) TRUTHS.add(encoder.encode(word), 1)
for (const word of NO.split(' ')) TRUTHS.add(encoder.encode(word), 0)

/** Reads yes or no from a word, a count or a date (a date means: it happened). */
export class TruthReader {
  value = 0
  readonly #numberOf: (bytes: Uint8Array, start: number, end: number) => number
  readonly #isTime: (bytes: Uint8Array, start: number, end: number) => boolean

  /** `numberOf` answers NaN for what is no number. */
  constructor(
    numberOf: (bytes: Uint8Array, start: number, end: number) => number,
    isTime: (bytes: Uint8Array, start: number, end: number) => boolean,
  ) {
    this.#numberOf = numberOf
    this.#isTime = isTime
  }

  /** One of CELL: ok, empty or bad. */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (start >= end) return CELL.empty
    const word = TRUTHS.get(bytes, start, end)
    if (word >= 0) return this.#answer(word)
    const number = this.#numberOf(bytes, start, end)
    if (!Number.isNaN(number) && Math.abs(number) < 1e6) return this.#answer(number > 0 ? 1 : 0)
    if (this.#isTime(bytes, start, end)) return this.#answer(1)
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
    if (/^(未|不|没|非)/.test(text)) return this.#answer(0)
    return /^已/.test(text) ? this.#answer(1) : CELL.bad
  }

  #answer(value: number): number {
    this.value = value
    return CELL.ok
  }
}
