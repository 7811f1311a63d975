import { useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Row } from './Row.tsx'
import css from './Settings.module.css'

/** Versions, licences, and that nothing is sent. */
export function About() {
  const t = useT()
  const info = useSession((state) => state.info)
  return (
    <>
      <Panel title={t('settings.privacy')}>
        <p className={css.text}>{t('settings.privacyText')}</p>
      </Panel>
      {info && (
        <Panel title={t('settings.about')}>
          <div className={css.rows}>
            <Row label={t('settings.version')}>
              <span>{info.version}</span>
            </Row>
            <Row label={t('settings.shell')}>
              <span>
                {info.shell === 'electron' ? t('settings.shellElectron') : t('settings.shellLoopback')}
              </span>
            </Row>
            <Row label={t('settings.engines')}>
              <span>
                {Object.entries(info.engines)
                  .map(([name, version]) => `${name} ${version}`)
                  .join(' · ')}
              </span>
            </Row>
          </div>
          {info.licences.length > 0 && (
            <div className={css.licences} tabIndex={0} role="region" aria-label={t('settings.licences')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col" colSpan={3}>
                      {t('settings.licences')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {info.licences.map((one) => (
                    <tr key={`${one.name} ${one.version}`}>
                      <td>{one.name}</td>
                      <td>{one.version}</td>
                      <td>{one.licence}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Panel>
      )}
    </>
  )
}
