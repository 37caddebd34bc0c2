import { TestApiProvider } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import type {
  SearchQuery,
  SearchResultSet,
} from '@backstage/plugin-search-common';
import { searchApiRef } from '@backstage/plugin-search-react';
import { renderWithResourceManager } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SearchPage } from './SearchPage';
import { toSearchQuery, wordOf } from './searchKinds';

const results: SearchResultSet['results'] = [
  {
    type: 'run',
    document: {
      title: 'Night run',
      text: 'fine-tuning in Vision',
      location: '/runs/1',
    },
  },
  {
    type: 'project',
    document: {
      title: 'Vision',
      text: 'Project vision',
      location: '/resources/projects/vision',
    },
  },
  {
    type: 'software-catalog',
    document: {
      title: 'Qwen3',
      text: 'A model',
      location: '/catalog/default/aimodel/qwen3',
      kind: 'AiModel',
    } as never,
  },
];

async function renderSearch(
  query: (asked: SearchQuery) => Promise<SearchResultSet>,
  address = '/search?query=night',
) {
  const asked: SearchQuery[] = [];
  await renderWithResourceManager(
    <TestApiProvider
      apis={[
        [
          searchApiRef,
          {
            query: (one: SearchQuery) => {
              asked.push(one);
              return query(one);
            },
          },
        ],
      ]}
    >
      <SearchPage />
    </TestApiProvider>,
    { initialRouteEntries: [address] },
  );
  return asked;
}

describe('SearchPage', () => {
  it('shows what was found as links, each with what it is', async () => {
    await renderSearch(async () => ({ results }));
    const items = within(
      await screen.findByRole('list', { name: 'Results' }),
    ).getAllByRole('listitem');
    expect(
      items.map(item => [
        item.querySelector('a')?.getAttribute('href'),
        item.textContent,
      ]),
    ).toEqual([
      ['/runs/1', expect.stringContaining('Run')],
      ['/resources/projects/vision', expect.stringContaining('Project')],
      ['/catalog/default/aimodel/qwen3', expect.stringContaining('Model')],
    ]);
  });

  it('narrows to a kind, and asks for it', async () => {
    const asked = await renderSearch(async () => ({ results }));
    await userEvent.click(await screen.findByRole('radio', { name: 'Runs' }));
    await waitFor(() =>
      expect(asked[asked.length - 1]).toMatchObject({
        term: 'night',
        types: ['run'],
      }),
    );
  });

  it('goes to the next page and back', async () => {
    const asked = await renderSearch(async ({ pageCursor }) => ({
      results,
      nextPageCursor: pageCursor ? undefined : 'two',
      previousPageCursor: pageCursor ? 'one' : undefined,
    }));
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    await waitFor(() => expect(asked[asked.length - 1].pageCursor).toBe('two'));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Previous' })).toBeEnabled(),
    );
  });

  it('says that nothing was found, and that an index is still to come', async () => {
    await renderSearch(async () => ({ results: [] }));
    expect(
      await screen.findByRole('heading', { name: 'Nothing found' }),
    ).toBeInTheDocument();
  });

  it('takes an index that is missing for nothing found yet', async () => {
    await renderSearch(async () => {
      throw await ResponseError.fromResponse(
        new Response(
          JSON.stringify({
            error: { name: 'MissingIndexError', message: 'x' },
            response: { statusCode: 500 },
          }),
          {
            status: 500,
            headers: { 'Content-Type': 'application/json' },
          },
        ),
      );
    });
    expect(
      await screen.findByRole('heading', { name: 'Nothing found yet' }),
    ).toBeInTheDocument();
  });

  it('asks nothing before something is typed', async () => {
    const asked = await renderSearch(async () => ({ results }), '/search');
    expect(
      await screen.findByRole('heading', { name: 'What are you looking for?' }),
    ).toBeInTheDocument();
    expect(asked).toEqual([]);
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'qwen',
    );
    await waitFor(() =>
      expect(asked).toEqual([expect.objectContaining({ term: 'qwen' })]),
    );
  });
});

describe('kinds', () => {
  it('become types and filters', () => {
    expect(toSearchQuery({ term: 'x', kind: 'all' })).toEqual({
      term: 'x',
      pageCursor: undefined,
    });
    expect(toSearchQuery({ term: 'x', kind: 'models', cursor: 'c' })).toEqual({
      term: 'x',
      pageCursor: 'c',
      types: ['software-catalog'],
      filters: { kind: 'AiModel' },
    });
  });

  it('have words', () => {
    expect(results.map(wordOf)).toEqual(['Run', 'Project', 'Model']);
    expect(
      wordOf({
        type: 'techdocs',
        document: { title: '', text: '', location: '' },
      }),
    ).toBe('techdocs');
  });
});
