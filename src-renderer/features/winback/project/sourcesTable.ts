import { channelName } from '../../../app/channelName.ts'
import type {
  AudienceInput,
  AudienceRate,
  AudienceSource,
  ProjectAudience,
} from '../../../../shared/contract/winbackAudience.ts'
import type { PlainKey } from '../../../app/screen.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import { groupName, minor, type Telling } from '../words.ts'

const SOURCES: Readonly<Record<AudienceSource, PlainKey>> = {
  'churn-model': 'whatif.fromChurn',
  'past-returns': 'whatif.fromPastReturns',
  'control-groups': 'whatif.fromControls',
  'lifetime-model': 'whatif.fromLifetime',
  'past-orders': 'whatif.fromOrders',
  'customer-fields': 'whatif.fromFields',
  measured: 'whatif.fromMeasured',
  entered: 'whatif.fromEntered',
  'starting-table': 'whatif.fromTable',
  assumed: 'whatif.fromAssumed',
}

/** One line of the table of sources, in words. */
export interface SourceLine {
  readonly what: string
  readonly tier: string
  readonly value: string
  readonly interval: string
  readonly source: string
  readonly tone: 'measured' | 'entered' | 'default'
  readonly basis: string
}

/** Every input and every rate of a project's plan with where it came from; rates by tier after that of the channel. */
export function sourceLines({ inputs, rates }: ProjectAudience, telling: Telling): SourceLine[] {
  return [...inputs.map((one) => inputLine(one, telling)), ...rates.map((one) => rateLine(one, telling))]
}

function inputLine({ input, channel, mean, source, n }: AudienceInput, { t, format }: Telling): SourceLine {
  const what = {
    organic: () => t('whatif.inputOrganic'),
    value: () => t('whatif.inputValue'),
    tier: () => t('whatif.inputTier'),
    reach: () => t('whatif.inputReach', { channel: channelName(channel ?? '', t) }),
    unitCost: () => t('whatif.inputUnitCost', { channel: channelName(channel ?? '', t) }),
    eligible: () => t('whatif.eligible'),
    redeemShare: () => t('whatif.redeemShare'),
  }[input]()
  return {
    what,
    tier: t('whatif.sourceAll'),
    value:
      mean === null
        ? '—'
        : input === 'value'
          ? format.moneyFull(minor(mean))
          : input === 'unitCost'
            ? format.unitCost(minor(mean))
            : `${format.decimal(mean * 100, 1)}%`,
    interval: '—',
    source: t(SOURCES[source]),
    tone: source === 'assumed' ? 'default' : 'measured',
    basis:
      n === null
        ? ''
        : input === 'unitCost'
          ? t('whatif.basisSent', { n: format.countFull(n) })
          : input === 'redeemShare'
            ? t('whatif.basisIssued', { n: format.countFull(n) })
            : t('whatif.basisCustomers', { n: format.countFull(n) }),
  }
}

function rateLine(rate: AudienceRate, { t, format }: Telling): SourceLine {
  const { kind, tier, value, interval, source, nTreated, nControl, faceValue = 0 } = rate
  const channel = channelName(rate.channel, t)
  const share = (one: number) => `${format.decimal(one * 100, kind === 'delivered' ? 1 : 2)}%`
  const what = {
    response: () => t('whatif.rateResponse', { channel }),
    delivered: () => t('whatif.rateDelivered', { channel }),
    lift: () => t('whatif.rateLift', { channel, face: format.moneyFull(minor(faceValue)) }),
    redemption: () => t('whatif.rateRedemption', { channel, face: format.moneyFull(minor(faceValue)) }),
  }[kind]()
  const basis =
    source !== 'measured'
      ? ''
      : kind === 'redemption'
        ? t('whatif.basisIssued', { n: format.countFull(nTreated) })
        : kind === 'delivered'
          ? t('whatif.basisSent', { n: format.countFull(nTreated) })
          : nTreated === 0
            ? t('whatif.basisShape')
            : t('whatif.basisTrial', {
                treated: format.countFull(nTreated),
                control: format.countFull(nControl),
              })
  return {
    what,
    tier: tier === null ? t('whatif.sourceAll') : groupName(tier, t),
    value: share(value),
    interval: interval === null ? '—' : `${share(interval.low)}–${share(interval.high)}`,
    source: t(SOURCES[source]),
    tone: source === 'measured' ? 'measured' : source === 'entered' ? 'entered' : 'default',
    basis,
  }
}

/** The same for the file. */
export function sourcesTable(lines: readonly SourceLine[], { t }: Telling): ChartTable {
  return {
    columns: [
      { label: t('whatif.sourceWhat') },
      { label: t('whatif.sourceTier') },
      { label: t('whatif.sourceValue') },
      { label: t('whatif.sourceInterval') },
      { label: t('whatif.sourceFrom') },
      { label: t('whatif.sourceBasis') },
    ],
    rows: lines.map(({ what, tier, value, interval, source, basis }) => [
      what,
      tier,
      value,
      interval,
      source,
      basis,
    ]),
  }
}
