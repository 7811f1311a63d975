import { describe, expect, it } from 'vitest'
import { dayFromCivil, isoFromDay } from '../../../shared/contract/calendar.ts'
import { addMonths } from '../../../src-renderer/app/asOf.ts'
import { currentCommands, type Command } from '../../../src-renderer/app/commands.ts'
import { comboOf, worksWhileTyping } from '../../../src-renderer/app/keys.ts'
import { hitsOf, matches } from '../../../src-renderer/app/paletteHits.ts'
import { hashOf, parseHash } from '../../../src-renderer/app/router.ts'
import { openedWhen } from '../../../src-renderer/features/start/openedWhen.ts'
import { projectNameFrom } from '../../../src-renderer/features/start/projectName.ts'

const press = (key: string, modifiers = '') => ({
  key,
  ctrlKey: modifiers.includes('c'),
  metaKey: modifiers.includes('m'),
  altKey: modifiers.includes('a'),
  shiftKey: modifiers.includes('s'),
})

describe('key presses', () => {
  it('are written as in the help', () => {
    expect([
      comboOf(press('k', 'c')),
      comboOf(press('k', 'm')),
      comboOf(press('Z', 'cs')),
      comboOf(press('ArrowLeft', 'a')),
      comboOf(press('{', 's')),
      comboOf(press('?', 's')),
      comboOf(press('.', 'c')),
      comboOf(press('Enter', 'c')),
      comboOf(press('F6')),
    ]).toEqual(['Ctrl K', 'Ctrl K', 'Ctrl Shift Z', 'Alt ←', '{', '?', 'Ctrl .', 'Ctrl Enter', 'F6'])
  })

  it('of single keys are off while somebody types', () => {
    expect(['[', '?', 'T', 'Enter'].map(worksWhileTyping)).toEqual([false, false, false, false])
    expect(['Ctrl K', 'Alt ←', 'F6'].map(worksWhileTyping)).toEqual([true, true, true])
  })
})

describe('addresses', () => {
  it('carry the page and its parameters', () => {
    const route = { name: 'rfm', params: { segment: '重要保持', cell: '3 & 5' } }
    expect(parseHash(hashOf(route))).toEqual(route)
    expect(parseHash('')).toEqual({ name: '', params: {} })
    expect(parseHash('#/settings')).toEqual({ name: 'settings', params: {} })
  })
})

describe('the as-of day by months', () => {
  const move = (iso: [number, number, number], months: number) =>
    isoFromDay(addMonths(dayFromCivil(...iso), months))
  it('keeps the day of the month or takes the last one', () => {
    expect([
      move([2025, 1, 31], 1),
      move([2024, 1, 31], 1),
      move([2025, 3, 15], -1),
      move([2025, 12, 5], 1),
    ]).toEqual(['2025-02-28', '2024-02-29', '2025-02-15', '2026-01-05'])
    expect([move([2025, 1, 10], -1), move([2025, 6, 30], -12), move([2025, 6, 30], 0)]).toEqual([
      '2024-12-10',
      '2024-06-30',
      '2025-06-30',
    ])
  })
})

describe('the palette', () => {
  const command: Command = { id: 'theme', title: 'settings.theme', run: () => undefined }
  const sources = {
    screens: [],
    commands: [command],
    customers: [],
    go: () => undefined,
    openCustomer: () => undefined,
  }

  it('finds by words of either language, in any order', () => {
    expect([
      matches('set open', ['Open settings']),
      matches('设', ['设置', 'Settings']),
      matches('x', ['y']),
    ]).toEqual([true, true, false])
    expect(hitsOf('theme', 'zh-CN', sources).map((hit) => hit.text)).toEqual(['主题'])
    expect(hitsOf('主题', 'en', sources).map((hit) => hit.text)).toEqual(['Theme'])
  })

  it('leaves out commands that have a key only', () => {
    expect(hitsOf('', 'en', { ...sources, commands: [{ ...command, hidden: true }] })).toEqual([])
  })

  it('lets a screen replace a command of the frame', () => {
    const own: Command = { ...command, title: 'settings.title' }
    const sets = new Map([
      ['frame', [command]],
      ['rfm', [own]],
    ])
    expect(currentCommands(sets)).toEqual([own])
  })
})

describe('the start screen', () => {
  it('proposes a name from the first file', () => {
    expect([
      projectNameFrom('orders_2025.csv.gz'),
      projectNameFrom('订单 导出.xlsx'),
      projectNameFrom('C:\\x\\shop.jsonl'),
      projectNameFrom('.csv'),
    ]).toEqual(['orders 2025', '订单 导出', 'shop', '.csv'])
  })

  it('says today and yesterday on the calendar of this computer', () => {
    const now = new Date(2025, 10, 13, 0, 30).getTime()
    const at = (...parts: [number, number, number, number]) => openedWhen(new Date(...parts).getTime(), now)
    expect(at(2025, 10, 13, 0)).toEqual({ kind: 'today' })
    expect(at(2025, 10, 12, 23)).toEqual({ kind: 'yesterday' })
    expect(at(2025, 10, 3, 12)).toEqual({ kind: 'day', day: dayFromCivil(2025, 11, 3), thisYear: true })
    expect(at(2024, 10, 3, 12)).toMatchObject({ kind: 'day', thisYear: false })
  })
})
