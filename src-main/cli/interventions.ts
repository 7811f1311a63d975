import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { dayFromIso, isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type {
  InterventionCampaign,
  InterventionParams,
  InterventionSummary,
} from '../../shared/contract/interventions.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { readArguments, requirePositionals, wholeNumber } from './options.ts'
import { projectPath, withSession } from './session.ts'
import { alignedTable, grouped } from './text.ts'

const USAGE =
  'huiliu interventions <project> [--as-of D] [--from D] [--margin R] [--hold-out R] [--seed S] [--json] [--out FOLDER]'
const DEFAULT_MARGIN = 0.3
const DEFAULT_HOLD_OUT = 0.1

interface Written {
  readonly file: string
  readonly rows: number
  readonly heldOut: number
}

/** `huiliu interventions`: who fell to a lower tier, what to do for little money, and what earlier lists earned. */
export async function interventionsCommand(
  args: readonly string[],
  language: TerminalLanguage,
): Promise<void> {
  const given = readArguments(args, ['as-of', 'from', 'margin', 'hold-out', 'seed', 'out'])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const rate = (name: string, fallback: number, least: number, most: number): number => {
    const text = given.text(name)
    const value = text === undefined ? fallback : Number(text)
    if (value >= least && value <= most) return value
    throw new AppError('usage', { message: `--${name} takes a rate from ${least} to ${most}, not "${text}"` })
  }
  const day = (name: string): number | null => {
    const text = given.text(name)
    if (text === undefined) return null
    const found = dayFromIso(text)
    if (found === null)
      throw new AppError('usage', { message: `--${name} takes a date, YYYY-MM-DD; ${USAGE}` })
    return found
  }
  const out = given.text('out')
  const holdOutShare = rate('hold-out', DEFAULT_HOLD_OUT, 0, 0.9)
  const seed = wholeNumber('seed', given.text('seed') ?? '1', 0)
  if (out === undefined && (given.text('hold-out') ?? given.text('seed')) !== undefined) {
    throw new AppError('usage', { message: `--hold-out and --seed say how --out draws; ${USAGE}` })
  }
  const params: InterventionParams = {
    asOfDay: day('as-of'),
    fromDay: day('from'),
    scheme: 'mean8',
    marginRate: rate('margin', DEFAULT_MARGIN, 0.001, 1),
    playbook: null,
  }
  const answer = await withSession(async (session) => {
    await session.openProject(projectPath(named))
    const { runId, summary } = await session.call('interventions.run', params, { signal: session.signal })
    const written: Written[] = []
    if (out !== undefined) {
      mkdirSync(resolve(out), { recursive: true })
      for (const { entry, customers } of summary.groups) {
        const line = summary.playbook.entries[entry]
        if (customers === 0 || line === undefined) continue
        const file = `${String(entry + 1).padStart(2, '0')}-${line.kind}-${line.channel.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')}.csv`
        const { rows, heldOut } = await session.call('interventions.draw', {
          runId,
          entry,
          holdOutShare,
          seed: seed + entry,
          name: `${isoFromDay(summary.asOfDay)} ${line.kind} ${line.channel}`,
          language,
          target: session.targetToken(join(resolve(out), file)),
        })
        written.push({ file, rows, heldOut })
      }
    }
    return { summary, written, campaigns: await session.call('interventions.campaigns', {}) }
  })
  process.stdout.write(
    given.flag('json')
      ? `${JSON.stringify(asJson(answer.summary, answer.campaigns, out === undefined ? null : answer.written))}\n`
      : `${describe(answer.summary, answer.campaigns, answer.written, language)}\n`,
  )
}

const units = (minor: number | null | undefined): number | null =>
  minor === null || minor === undefined ? null : minor / MINOR_PER_UNIT

function asJson(
  summary: InterventionSummary,
  campaigns: readonly InterventionCampaign[],
  written: readonly Written[] | null,
): Record<string, unknown> {
  return {
    asOf: isoFromDay(summary.asOfDay),
    from: isoFromDay(summary.fromDay),
    fromReason: summary.fromReason,
    engineVersion: summary.engineVersion,
    downgraded: summary.downgraded,
    yearly: units(summary.yearlyMinor),
    savable: units(summary.savableMinor),
    leftAlone: summary.leftAlone,
    withUsual: summary.withUsual,
    withPoints: summary.withPoints,
    expiring: summary.expiring,
    groups: summary.groups.map(({ entry, customers, ...money }) => ({
      kind: summary.playbook.entries[entry]?.kind,
      channel: summary.playbook.entries[entry]?.channel,
      customers,
      savable: units(money.savableMinor),
      cost: units(money.costMinor),
      expected: units(money.expectedMinor),
    })),
    campaigns: campaigns.map(({ asOfDay, treated, heldOut, gainMinor, ...campaign }) => ({
      ...campaign,
      asOf: isoFromDay(asOfDay),
      treated: { ...treated, spendMinor: undefined, spend: units(treated.spendMinor) },
      heldOut: { ...heldOut, spendMinor: undefined, spend: units(heldOut.spendMinor) },
      gain: gainMinor && {
        value: units(gainMinor.value),
        low: units(gainMinor.low),
        high: units(gainMinor.high),
      },
    })),
    ...(written === null ? {} : { written }),
  }
}

function describe(
  summary: InterventionSummary,
  campaigns: readonly InterventionCampaign[],
  written: readonly Written[],
  language: TerminalLanguage,
): string {
  const isChinese = language === 'zh-CN'
  const money = (minor: number): string => grouped(Math.round(minor / MINOR_PER_UNIT))
  const [from, asOf] = [isoFromDay(summary.fromDay), isoFromDay(summary.asOfDay)]
  const head = isChinese
    ? `${from} 到 ${asOf}：${grouped(summary.downgraded)} 位客户降级，过去一年花过 ${money(summary.yearlyMinor)}，还能挽回 ${money(summary.savableMinor)}`
    : `${from} to ${asOf}: ${grouped(summary.downgraded)} customers fell to a lower tier; they spent ${money(summary.yearlyMinor)} in a year, ${money(summary.savableMinor)} of it can still be saved`
  const columns = isChinese
    ? ['做法', '渠道', '客户', '可挽回', '花费', '预期毛利']
    : ['action', 'channel', 'customers', 'savable', 'cost', 'expected margin']
  const rows = summary.groups
    .filter(({ customers }) => customers > 0)
    .map(({ entry, customers, savableMinor, costMinor, expectedMinor }) => {
      const line = summary.playbook.entries[entry]
      return [
        line?.kind ?? '',
        line?.channel ?? '',
        grouped(customers),
        money(savableMinor),
        money(costMinor),
        money(expectedMinor),
      ]
    })
  rows.push([isChinese ? '不打扰' : 'leave alone', '', grouped(summary.leftAlone), '', '', ''])
  const files = written.map(({ file, rows: n, heldOut }) =>
    isChinese
      ? `${file}：${grouped(n)} 位，留出 ${grouped(heldOut)} 位对照`
      : `${file}: ${grouped(n)} customers, ${grouped(heldOut)} held out`,
  )
  const earlier = campaigns
    .filter(({ days }) => days > 0)
    .map(({ name, days, lift, treated, heldOut }) => {
      const share =
        lift === null
          ? '—'
          : `${(100 * lift.value).toFixed(1)} (${(100 * lift.low).toFixed(1)}–${(100 * lift.high).toFixed(1)})`
      return isChinese
        ? `${name}：${days} 天后下单的人多 ${share} 个百分点（触达 ${grouped(treated.customers)}，留出 ${grouped(heldOut.customers)}）`
        : `${name}: after ${days} days ${share} points more ordered (${grouped(treated.customers)} written to, ${grouped(heldOut.customers)} held out)`
    })
  return [head, alignedTable([columns, ...rows], [2, 3, 4, 5]), ...files, ...earlier].join('\n')
}
