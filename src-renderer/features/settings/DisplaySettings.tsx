import type { AppSettings } from '../../../shared/contract/project.ts'
import { attempt, changeSettings } from '../../app/projectActions.ts'
import { useSession } from '../../app/session.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { Switch } from '../../ui/Field.tsx'
import { createFormat } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { Row } from './Row.tsx'
import css from './Settings.module.css'

const change = (part: Partial<AppSettings>) => void attempt(() => changeSettings(part))
const EXAMPLE_MINOR = 6_553_000
const TEXT_SIZES = ['100', '112', '125'] as const

export function DisplaySettings() {
  const t = useT()
  const settings = useSession((state) => state.settings)
  return (
    <Panel title={t('settings.display')}>
      <div className={css.rows}>
        <Row label={t('settings.language')}>
          <Segmented
            label={t('settings.language')}
            options={[
              { value: 'system', label: t('settings.followSystem') },
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            value={settings.language}
            onChange={(language) => change({ language })}
          />
        </Row>
        <Row label={t('settings.theme')}>
          <Segmented
            label={t('settings.theme')}
            options={[
              { value: 'system', label: t('settings.followSystem') },
              { value: 'light', label: t('settings.light') },
              { value: 'dark', label: t('settings.dark') },
            ]}
            value={settings.theme}
            onChange={(theme) => change({ theme })}
          />
        </Row>
        <Row label={t('settings.density')}>
          <Segmented
            label={t('settings.density')}
            options={[
              { value: 'dense', label: t('settings.dense') },
              { value: 'normal', label: t('settings.normal') },
              { value: 'roomy', label: t('settings.roomy') },
            ]}
            value={settings.density}
            onChange={(density) => change({ density })}
          />
        </Row>
        <Row label={t('settings.textSize')}>
          <Segmented
            label={t('settings.textSize')}
            options={TEXT_SIZES.map((n) => ({ value: n, label: t('settings.percent', { n }) }))}
            value={String(settings.textPercent) as (typeof TEXT_SIZES)[number]}
            onChange={(n) =>
              change({ textPercent: { '100': 100, '112': 112, '125': 125 }[n] as 100 | 112 | 125 })
            }
          />
        </Row>
      </div>
    </Panel>
  )
}

export function NumberSettings() {
  const t = useT()
  const language = useLanguage()
  const { currency } = useFormat()
  const compact = useSession((state) => state.settings.compactNumbers)
  const example = (short: boolean) =>
    createFormat({ language, currency, compact: short }).money(EXAMPLE_MINOR)
  return (
    <Panel title={t('settings.numbers')}>
      <Row
        label={t('settings.compact')}
        hint={t('settings.compactHint', { short: example(true), full: example(false) })}
      >
        <Switch
          bare
          label={t('settings.compact')}
          checked={compact}
          onChange={(compactNumbers) => change({ compactNumbers })}
        />
      </Row>
    </Panel>
  )
}
