import { useT } from '../../locale/t.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { nameOf } from './sentences.ts'
import { useRfm, type RfmChoice } from './store.ts'

const WINDOWS = [90, 180, 365, 730]

/** Scheme, window and what frequency counts. */
export function Selectors({ onChoose }: { onChoose: (change: Partial<RfmChoice>) => void }) {
  const t = useT()
  const format = useFormat()
  const { choice, schemes } = useRfm()
  const own = typeof choice.scheme === 'string' ? null : choice.scheme
  const listed =
    own && !schemes.some((one) => one.key === own.key) ? [...schemes, { ...own, builtIn: false }] : schemes
  const key = own ? own.key : (choice.scheme as string)
  return (
    <>
      <Choice
        quiet
        label={t('rfm.schemeLabel')}
        options={listed.map((one) => ({ value: one.key, label: nameOf(one, format) }))}
        value={listed.length === 0 ? null : key}
        widthPx={178}
        onChange={(next) => {
          const found = schemes.find((one) => one.key === next)
          if (!found) return
          const { builtIn, ...scheme } = found
          onChoose({ scheme: builtIn ? (found.key as 'mean8') : scheme })
        }}
      />
      <Choice
        quiet
        label={t('rfm.windowLabel')}
        options={[
          ...WINDOWS.map((days) => ({
            value: String(days),
            label: t('rfm.windowChoice', { days: format.countFull(days) }),
          })),
          { value: 'all', label: t('rfm.windowChoiceAll') },
        ]}
        value={choice.windowDays === null ? 'all' : String(choice.windowDays)}
        widthPx={104}
        onChange={(next) => onChoose({ windowDays: next === 'all' ? null : Number(next) })}
      />
      <Choice
        quiet
        label={t('rfm.frequencyLabel')}
        options={[
          { value: 'orders', label: t('rfm.frequencyOrders') },
          { value: 'order-days', label: t('rfm.frequencyDays') },
        ]}
        value={choice.frequency}
        widthPx={128}
        onChange={(frequency) => onChoose({ frequency })}
      />
    </>
  )
}
