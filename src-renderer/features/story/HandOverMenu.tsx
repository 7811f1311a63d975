import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReportFormat, Story } from '../../../shared/contract/story.ts'
import { attempt } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { countShare, host, runJob } from '../../app/session.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import menu from '../../ui/Menu.module.css'
import { safeFileName } from '../../ui/saveStore.ts'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'

/** The forms that a story can be left in. */
export function HandOverMenu({ story }: { readonly story: Story }) {
  const t = useT()
  const format = useFormat()
  const language = useLanguage()
  const save = (form: Exclude<ReportFormat, 'pdf'>) =>
    void attempt(async () => {
      const name = `${safeFileName(story.name)}.${form}`
      const target = await host().pickSaveTarget(name)
      if (target === null) return
      const asked = { id: story.id, format: form, language, target }
      const { bytes } = await runJob('story.export', asked, t('story.exporting'), countShare)
      await host().deliver(target, name)
      toast({ text: t('story.exported', { name, size: format.bytes(bytes) }) })
    })
  return (
    <Menu position="bottom-end" offset={4} classNames={{ dropdown: menu.dropdown, item: menu.item }}>
      <Menu.Target>
        <Button disabled={story.slides.length === 0}>
          {t('story.handOver')}
          <IconChevronDown size={14} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('html')}>{t('story.asHtml')}</Menu.Item>
        <Menu.Item onClick={() => navigate('print', { id: story.id })}>{t('story.asPdf')}</Menu.Item>
        <Menu.Item onClick={() => save('pptx')}>{t('story.asPptx')}</Menu.Item>
        <Menu.Item onClick={() => save('xlsx')}>{t('story.asXlsx')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
