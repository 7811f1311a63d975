import { Menu } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ChurnSummary } from '../../../shared/contract/churn.ts'
import type { ChurnFilter } from '../../../shared/contract/churnRisks.ts'
import { adviceText } from '../../locale/churnText.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import menu from '../../ui/Menu.module.css'
import { useFormat } from '../../ui/useFormat.ts'
import css from './RiskTable.module.css'
import { switched, toggled } from './riskStore.ts'
import { levelWord, tierWord } from './words.ts'

interface RiskFiltersProps {
  readonly summary: ChurnSummary
  readonly filter: ChurnFilter
  readonly onFilter: (filter: ChurnFilter) => void
}

const LEVELS = [2, 1, 0] as const
const GLYPHS = { 0: '○', 1: '◆', 2: '▲' } as const
const TIERS = [2, 1, 0] as const
const ADVICES = ['recall', 'test', 'leave-alone', 'watch'] as const

/** Levels with their counts and the two switches in sight; the rest behind a menu, each as a chip once chosen. */
export function RiskFilters({ summary, filter, onFilter }: RiskFiltersProps) {
  const t = useT()
  const format = useFormat()
  const { byLevel, newlyHigh } = summary.scored
  const tierName = (tier: 0 | 1 | 2) => t('risk.filterTier', { tier: tierWord(tier, t) })
  const adviceName = (advice: (typeof ADVICES)[number]) =>
    t('risk.filterAdvice', { advice: adviceText(advice, format.language) })
  const chips = [
    ...TIERS.filter((tier) => filter.valueTiers?.includes(tier)).map((tier) => ({
      text: tierName(tier),
      without: () => toggled(filter, 'valueTiers', tier),
    })),
    ...ADVICES.filter((advice) => filter.advice?.includes(advice)).map((advice) => ({
      text: adviceName(advice),
      without: () => toggled(filter, 'advice', advice),
    })),
  ]
  const { search, ...others } = filter
  return (
    <div className={css.filters}>
      <span role="group" aria-label={t('risk.levels')} className={css.toggles}>
        {LEVELS.map((level) => {
          const on = filter.levels?.includes(level) === true
          return (
            <button
              key={level}
              type="button"
              aria-pressed={on}
              className={cx(css.toggle, on && css.on)}
              onClick={() => onFilter(toggled(filter, 'levels', level))}
            >
              <span aria-hidden="true" className={css[`glyph${level}`]}>
                {GLYPHS[level]}
              </span>
              {levelWord(level, t)} <span className={css.n}>{format.countFull(byLevel[level])}</span>
            </button>
          )
        })}
      </span>
      <button
        type="button"
        aria-pressed={filter.newlyHigh === true}
        disabled={newlyHigh === null}
        className={cx(css.toggle, filter.newlyHigh === true && css.on)}
        onClick={() => onFilter(switched(filter, 'newlyHigh', filter.newlyHigh !== true))}
      >
        {t('risk.newlyHigh')}
        {newlyHigh !== null && <span className={css.n}>{format.countFull(newlyHigh)}</span>}
      </button>
      <button
        type="button"
        aria-pressed={filter.recentOnly === true}
        className={cx(css.toggle, filter.recentOnly === true && css.on)}
        onClick={() => onFilter(switched(filter, 'recentOnly', filter.recentOnly !== true))}
      >
        {t('risk.recentOnly')}
      </button>
      {chips.map((chip) => (
        <button
          key={chip.text}
          type="button"
          className={cx(css.toggle, css.on)}
          aria-label={t('risk.removeFilter', { name: chip.text })}
          onClick={() => onFilter(chip.without())}
        >
          {chip.text}
          <IconX size={12} aria-hidden="true" />
        </button>
      ))}
      <Menu position="bottom-start" offset={4} classNames={{ dropdown: menu.dropdown, item: menu.item }}>
        <Menu.Target>
          <button type="button" className={cx(css.toggle, css.add)}>
            <IconPlus size={12} aria-hidden="true" />
            {t('risk.addFilter')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {TIERS.filter((tier) => !filter.valueTiers?.includes(tier)).map((tier) => (
            <Menu.Item key={tier} onClick={() => onFilter(toggled(filter, 'valueTiers', tier))}>
              {tierName(tier)}
            </Menu.Item>
          ))}
          {ADVICES.filter((advice) => !filter.advice?.includes(advice)).map((advice) => (
            <Menu.Item key={advice} onClick={() => onFilter(toggled(filter, 'advice', advice))}>
              {adviceName(advice)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {Object.keys(others).length > 1 && (
        <Button kind="link" onClick={() => onFilter(search === undefined ? {} : { search })}>
          {t('risk.clearFilters')}
        </Button>
      )}
    </div>
  )
}
