import { IconX } from '@tabler/icons-react'
import type { RecentProject } from '../../../shared/contract/project.ts'
import { attempt, openProject } from '../../app/projectActions.ts'
import { useT } from '../../locale/t.ts'
import { IconButton } from '../../ui/Button.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { openedWhen } from './openedWhen.ts'
import css from './Start.module.css'

interface RecentProjectsProps {
  readonly projects: readonly RecentProject[]
  readonly nowMs: number
  readonly onForget: (fileToken: string) => void
}

export function RecentProjects({ projects, nowMs, onForget }: RecentProjectsProps) {
  const t = useT()
  const format = useFormat()
  const opened = (ms: number) => {
    const when = openedWhen(ms, nowMs)
    if (when.kind === 'today') return t('start.today')
    if (when.kind === 'yesterday') return t('start.yesterday')
    return format.dateSentence(when.day, !when.thisYear)
  }
  if (projects.length === 0) return <p className={css.none}>{t('start.recentNone')}</p>
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t('start.columnName')}</th>
          <th scope="col" className={css.number}>
            {t('start.columnLastDay')}
          </th>
          <th scope="col" className={css.number}>
            {t('start.columnCustomers')}
          </th>
          <th scope="col" className={css.number}>
            {t('start.columnOpened')}
          </th>
          <td className={css.last} />
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <tr key={project.fileToken}>
            <td>
              {project.missing ? (
                <span className={css.name}>
                  <span className={css.missing}>{project.name}</span>
                  <span className={css.hint}>
                    {project.fileName} · {t('start.missing')}
                  </span>
                </span>
              ) : (
                <button
                  type="button"
                  className={css.name}
                  onClick={() => void attempt(() => openProject(project.fileToken))}
                >
                  <b>{project.name}</b>
                  <span className={css.hint}>
                    {project.fileName} · {project.folderHint}
                  </span>
                </button>
              )}
            </td>
            <td className={css.number}>{format.date(project.lastDay)}</td>
            <td className={css.number}>{format.countFull(project.nCustomers)}</td>
            <td className={css.number}>{opened(project.openedAtMs)}</td>
            <td className={css.last}>
              <IconButton
                small
                label={t('start.forget', { name: project.name })}
                icon={<IconX size={14} />}
                onClick={() => onForget(project.fileToken)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
