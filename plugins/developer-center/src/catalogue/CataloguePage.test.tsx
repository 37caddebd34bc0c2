import type { QueryEntitiesRequest } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { Me } from '@silogen/backstage-plugin-resource-manager-common';
import { withQueries } from '@silogen/backstage-plugin-resource-manager-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { renderLaunch } from '../launch/__testUtils__/renderLaunch';
import { WorkloadsPage } from './CataloguePage';

// The whole catalogue is drawn, on machines that do other things too.
jest.setTimeout(60_000);

/** In the portal the plugin's wrapper does this. */
const Page = withQueries(WorkloadsPage);

const folder = resolve(__dirname, '../../../../catalog-info/workloads');

/** The catalogue that the portal starts with. */
const workloads = readdirSync(folder)
  .filter(file => !file.endsWith('.sources.yaml'))
  .map(file => parse(readFileSync(join(folder, file), 'utf8')) as Entity)
  .map(entity => ({
    ...entity,
    metadata: { ...entity.metadata, namespace: 'default' },
  }));

async function renderPage() {
  await renderLaunch(<Page />, {
    entities: workloads,
    api: { getMe: async () => ({ may: { launch: true } }) as Me },
  });
  await screen.findByText(`${workloads.length} entries`);
}

/** The values of a facet with their counts, in order. */
function facet(name: string): string[] {
  return within(screen.getByRole('group', { name }))
    .getAllByRole('checkbox')
    .map(box => box.closest('label')!.textContent!);
}

describe('the workloads of the catalogue', () => {
  it('are paged, with facets that count all of them', async () => {
    await renderPage();
    expect(screen.getAllByRole('article')).toHaveLength(24);
    expect(screen.getByText('Page 1 of 3')).toBeInTheDocument();
    expect(facet('Type of run')[0]).toMatch(/^fine-tuning\d+$/);
    expect(facet('Group').join()).toMatch(/inference\d+/);
    expect(facet('Launchable here').map(text => text.replace(/\d+/, ''))).toEqual(['yes', 'no']);
    expect(facet('Starts with').map(text => text.replace(/\d+$/, ''))).toEqual(['CPU only', '1 GPU', '2 GPUs']);
    expect(facet('When suspended').map(text => text.replace(/\d+/, '')).sort()).toEqual([
      'loses its session',
      'restarts from zero',
      'resumes',
    ]);
  });

  it('have a launch button exactly where a form names them', async () => {
    await renderPage();
    const launchable = workloads.filter(({ spec }) => spec?.template);
    await userEvent.click(
      within(screen.getByRole('group', { name: 'Launchable here' })).getByRole('checkbox', { name: /^yes/ }),
    );
    await screen.findByText(launchable.length === 1 ? '1 entry' : `${launchable.length} entries`);
    expect((await screen.findAllByRole('link', { name: /^Launch / })).length).toBe(launchable.length);

    await userEvent.click(
      within(screen.getByRole('group', { name: 'Launchable here' })).getByRole('checkbox', { name: /^yes/ }),
    );
    await userEvent.click(
      within(screen.getByRole('group', { name: 'Launchable here' })).getByRole('checkbox', { name: /^no/ }),
    );
    await screen.findByText(`${workloads.length - launchable.length} entries`);
    expect(screen.queryByRole('link', { name: /^Launch / })).not.toBeInTheDocument();
    expect(screen.getAllByText('not launchable here').length).toBe(24);
  });

  it('appear by themselves while the portal still reads its catalogue', async () => {
    const filled = catalogApiMock({ entities: workloads });
    const empty = catalogApiMock({ entities: [] });
    const looks = jest.fn();
    await renderLaunch(<Page />, {
      catalog: {
        ...filled,
        getEntityFacets: request => (looks.mock.calls.length > 1 ? filled : empty).getEntityFacets(request),
        queryEntities: (request?: QueryEntitiesRequest) => {
          looks();
          return (looks.mock.calls.length > 1 ? filled : empty).queryEntities(request);
        },
      },
      api: { getMe: async () => ({ may: { launch: true } }) as Me },
    });
    expect(await screen.findByText('Nothing here yet')).toBeInTheDocument();
    expect(await screen.findByText(`${workloads.length} entries`, {}, { timeout: 10_000 })).toBeInTheDocument();
    expect(await screen.findByRole('group', { name: 'Group' }, { timeout: 10_000 })).toBeInTheDocument();
  });
});
