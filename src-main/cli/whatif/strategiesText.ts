import type { Interval, StrategiesResult, StrategyNote } from '../../../shared/contract/winbackResult.ts'
import { notes as notesEn, winback as en } from '../../../src-renderer/locale/en/winback.ts'
import { fill } from '../../../src-renderer/locale/template.ts'
import { notes as notesZh, winback as zh } from '../../../src-renderer/locale/zh/winback.ts'
import type { TerminalLanguage } from '../../backend/terminal.ts'
import { alignedTable, grouped } from '../text.ts'

const WORDS = { 'zh-CN': zh, en } as const
const NOTES = { 'zh-CN': notesZh, en: notesEn } as const

/** Strategies side by side for people, and what must be said beside each pair. */
export function strategiesText(
  { strategies, pairs }: StrategiesResult,
  currency: string,
  language: TerminalLanguage,
): string {
  const words = WORDS[language]
  const head = [
    `${words.strategy} (${currency})`,
    words.cost,
    words.perContact,
    words.perReturn,
    words.winRate,
    words.valueNet,
    words.valueGross,
  ]
  const rows = strategies.map((strategy) => [
    strategy.name,
    grouped(strategy.cost),
    figure(strategy.costPerContact),
    figure(strategy.costPerReturn),
    interval(strategy.winRate),
    figure(strategy.impliedValuePerReturn?.net ?? null),
    figure(strategy.impliedValuePerReturn?.gross ?? null),
  ])
  const said = pairs.map(({ a, b, difference, notes }) =>
    [
      `${a} / ${b}: ${fill(words.difference, { difference: interval(difference) })}`,
      ...notes.map((note) => `  ${noteText(note, language)}`),
    ].join('\n'),
  )
  return [alignedTable([head, ...rows], [1, 2, 3, 4, 5, 6]), ...said].join('\n\n')
}

function noteText(note: StrategyNote, language: TerminalLanguage): string {
  const values = Object.entries(note).map(([name, value]) => [
    name,
    typeof value === 'number'
      ? name === 'organic'
        ? percent(value)
        : name.startsWith('reached')
          ? grouped(value)
          : figure(value)
      : value,
  ])
  return fill(NOTES[language][note.code], Object.fromEntries(values) as Record<string, string>)
}

const figure = (value: number | null): string =>
  value === null ? '—' : value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 3 })
const percent = (value: number): string => `${(100 * value).toFixed(1)}%`
const interval = ({ value, low, high }: Interval): string =>
  `${percent(value)} (${(100 * low).toFixed(3)}${low < 0 ? ' .. ' : '-'}${(100 * high).toFixed(3)})`
