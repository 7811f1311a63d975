import { Popover } from '@mantine/core'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import { useT } from '../locale/t.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import { useFormat } from '../ui/useFormat.ts'
import { stepAsOf } from './asOf.ts'
import css from './ProjectBar.module.css'
import { setAsOfDay, useAsOfDay, useSession } from './session.ts'

/** The as-of day of the whole project. */
export function AsOfControl({ project }: { readonly project: ProjectSummary }) {
  const t = useT()
  const format = useFormat()
  const day = useAsOfDay()
  const chosen = useSession((state) => state.asOfDay !== null)
  const [opened, setOpened] = useState(false)
  const { firstDay, lastDay } = project
  if (day === null || firstDay === null || lastDay === null) {
    return <span className={css.small}>{t('shell.noData')}</span>
  }
  const toLast = () => useSession.setState({ asOfDay: null })
  return (
    <>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        offset={6}
        trapFocus
        returnFocus
        transitionProps={{ duration: 120 }}
        classNames={{ dropdown: css.pop }}
      >
        <Popover.Target>
          <button type="button" className={css.quiet} onClick={() => setOpened(!opened)}>
            <IconCalendar size={15} stroke={1.5} aria-hidden="true" />
            <span className={css.wide}>{t('shell.asOf')}</span>
            <span className={css.day}>{format.date(day)}</span>
            {!chosen && <span className={`${css.small ?? ''} ${css.wide ?? ''}`}>{t('shell.asOfLast')}</span>}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('shell.asOfField')}>
          <div className={css.asOf}>
            <DateField
              label={t('shell.asOfField')}
              day={day}
              firstDay={firstDay}
              lastDay={lastDay}
              onCommit={setAsOfDay}
            />
            <span className={css.small}>
              {t('shell.asOfRange', { first: format.date(firstDay), last: format.date(lastDay) })}
            </span>
            <div className={css.steps}>
              <IconButton
                framed
                label={t('shell.previousDay')}
                keys="["
                icon={<IconChevronLeft size={16} stroke={1.5} />}
                onClick={() => stepAsOf({ days: -1 })}
              />
              <IconButton
                framed
                label={t('shell.nextDay')}
                keys="]"
                icon={<IconChevronRight size={16} stroke={1.5} />}
                onClick={() => stepAsOf({ days: 1 })}
              />
              <Button kind="link" onClick={toLast} disabled={!chosen}>
                {t('shell.backToLast')}
              </Button>
            </div>
          </div>
        </Popover.Dropdown>
      </Popover>
      {chosen && (
        <button type="button" className={css.back} onClick={toLast}>
          {t('shell.backToLast')}
        </button>
      )}
    </>
  )
}
