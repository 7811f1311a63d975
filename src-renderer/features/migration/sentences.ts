import type { RfmMigration } from '../../../shared/contract/rfm.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import type { Translate } from '../../locale/t.ts'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import type { Format } from '../../ui/format.ts'
import type { StripNumber } from '../../ui/NumberStrip.tsx'
import { sourced, type Provenance } from '../../ui/provenance.ts'
import { entered, moneyMovedDown, noneIndex, worstSlip, type Move } from './figures.ts'

/** What a sentence about a migration needs beside it. */
export interface Telling {
  readonly t: Translate
  readonly format: Format
  readonly scheme: string
  readonly windowDays: number | null
}

/** A tier by its name in the language shown; -1 is "the rest". */
export function tierName(
  migration: RfmMigration,
  tier: number,
  { t, format }: Pick<Telling, 't' | 'format'>,
): string {
  if (tier < 0) return t('migration.rest')
  if (tier === noneIndex(migration)) return t('migration.none')
  const found = migration.tiers[tier]
  if (!found) return ''
  return format.language === 'en' ? found.nameEn || found.nameZh : found.nameZh || found.nameEn
}

export function migrationFinding(migration: RfmMigration, telling: Telling): FindingText {
  const { t, format } = telling
  const days = format.countFull(migration.toDay - migration.fromDay)
  const up = sourced(format.countFull(migration.nUp), countSource(migration, telling, 'up', migration.nUp))
  if (migration.nUp === 0 && migration.nDown === 0) return finding('migration.findingNone')
  const slip = worstSlip(migration)
  if (!slip) return finding('migration.findingCalm', { days, up })
  const from = tierName(migration, slip.from, telling)
  const to = tierName(migration, slip.to, telling)
  const n = format.countFull(slip.customers)
  const money = format.moneySentence(slip.beforeMinor, 2)
  const both = { before: format.date(migration.fromDay), after: format.date(migration.toDay) }
  return finding('migration.findingDown', {
    days,
    from,
    to,
    up,
    n: sourced(n, {
      ...base(migration, telling),
      title: t('migration.provFlow', { from, to, n }),
      formula: t('migration.provFlowFormula', { from, to, ...both }),
    }),
    money: sourced(money, {
      ...base(migration, telling),
      title: t('migration.provMoney', { money: format.moneyFull(slip.beforeMinor) }),
      formula: t('migration.provMoneyFormula', { before: both.before }),
    }),
    down: sourced(
      format.countFull(migration.nDown),
      countSource(migration, telling, 'down', migration.nDown),
    ),
  })
}

/** The strip: who moved up, down, stayed, came new, and the money that moved down. */
export function migrationStrip(migration: RfmMigration, telling: Telling): StripNumber[] {
  const { t, format } = telling
  const all = migration.nUp + migration.nDown + migration.nSame
  const share = (n: number) => t('migration.stripShare', { share: format.share(all > 0 ? n / all : 0) })
  const lost = moneyMovedDown(migration)
  const isNew = entered(migration)
  return [
    {
      label: t('migration.stripDown'),
      value: sourced(format.count(migration.nDown), countSource(migration, telling, 'down', migration.nDown)),
      note: share(migration.nDown),
    },
    {
      label: t('migration.stripUp'),
      value: sourced(format.count(migration.nUp), countSource(migration, telling, 'up', migration.nUp)),
      note: share(migration.nUp),
    },
    {
      label: t('migration.stripSame'),
      value: sourced(format.count(migration.nSame)),
      note: share(migration.nSame),
    },
    {
      label: t('migration.stripEntered'),
      value: sourced(format.count(isNew)),
      note: t('migration.stripEnteredNote'),
    },
    {
      label: t('migration.stripMoney'),
      value: sourced(format.moneySigned(lost), {
        ...base(migration, telling),
        title: `${t('migration.stripMoney')} ${format.moneyFull(lost)}`,
        formula: t('migration.provMoneyMoved'),
      }),
      note: t('migration.stripMoneyNote'),
    },
  ]
}

export function base(migration: RfmMigration, telling: Telling): Omit<Provenance, 'title' | 'formula'> {
  const { t, format, scheme, windowDays } = telling
  const window =
    windowDays === null
      ? t('migration.subWindowAll')
      : t('migration.subWindow', { days: format.countFull(windowDays) })
  return {
    inputs: t('migration.subScheme', { name: scheme }),
    filter: window,
    asOf: t('migration.subDays', { from: format.date(migration.fromDay), to: format.date(migration.toDay) }),
    engine: `rfm ${ENGINE_VERSIONS.rfm}`,
  }
}

function countSource(migration: RfmMigration, telling: Telling, way: 'up' | 'down', n: number): Provenance {
  const { t, format } = telling
  const name = way === 'up' ? t('migration.stripUp') : t('migration.stripDown')
  return {
    ...base(migration, telling),
    title: t('migration.provCount', { name, n: format.countFull(n) }),
    formula: way === 'up' ? t('migration.provUpFormula') : t('migration.provDownFormula'),
  }
}

/** Name of a cell: "Core → Keep". */
export const cellName = (
  migration: RfmMigration,
  move: Pick<Move, 'from' | 'to'>,
  telling: Pick<Telling, 't' | 'format'>,
) =>
  telling.t('migration.flow', {
    from: tierName(migration, move.from, telling),
    to: tierName(migration, move.to, telling),
  })
