import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ProjectSummary, RecentProject } from '../../shared/contract/project.ts'
import { useT } from '../locale/t.ts'
import { Kbd } from '../ui/Kbd.tsx'
import menu from '../ui/Menu.module.css'
import { Tag } from '../ui/Tag.tsx'
import { attempt, closeProject, openProject, pickProject, saveCopy } from './projectActions.ts'
import css from './ProjectBar.module.css'
import { showAnonymise } from './overlays.ts'
import { navigate } from './router.ts'
import { call } from './session.ts'

const SHOWN = 5

/** The project's name with recent projects, save a copy, open another. */
export function ProjectMenu({ project }: { readonly project: ProjectSummary }) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [recent, setRecent] = useState<readonly RecentProject[]>([])
  useEffect(() => {
    if (!opened) return
    void attempt(async () => setRecent(await call('project.recent', {})))
  }, [opened])
  const others = recent.filter((one) => !one.missing && one.fileName !== project.fileName).slice(0, SHOWN)
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      offset={6}
      classNames={{ dropdown: menu.dropdown, item: menu.item, label: menu.label, divider: menu.divider }}
    >
      <Menu.Target>
        <button type="button" className={css.quiet}>
          <span className={css.name}>{project.name}</span>
          {project.isSample ? (
            <Tag>{t('shell.sampleTag')}</Tag>
          ) : (
            <span className={`${css.small ?? ''} ${css.wide ?? ''}`}>.huiliu</span>
          )}
          <span className="visually-hidden">, {t('shell.projectMenu')}</span>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void attempt(saveCopy)}>{t('shell.saveCopy')}</Menu.Item>
        <Menu.Item onClick={showAnonymise}>{t('shell.anonymise')}</Menu.Item>
        <Menu.Item rightSection={<Kbd keys="Ctrl O" />} onClick={() => void attempt(pickProject)}>
          {t('shell.openOther')}
        </Menu.Item>
        <Menu.Item onClick={() => navigate('start', { new: '1' })}>{t('shell.newProject')}</Menu.Item>
        <Menu.Item onClick={() => void attempt(closeProject)}>{t('shell.closeProject')}</Menu.Item>
        {others.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('shell.recentProjects')}</Menu.Label>
            {others.map((one) => (
              <Menu.Item key={one.fileToken} onClick={() => void attempt(() => openProject(one.fileToken))}>
                {one.name} <span className={css.small}>{one.fileName}</span>
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
