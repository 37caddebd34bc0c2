import type { Entity } from '@backstage/catalog-model';
import { screen } from '@testing-library/react';
import { renderLaunch, workload } from './__testUtils__/renderLaunch';
import { LaunchIndexPage } from './LaunchIndexPage';

const template = (name: string, title: string, type: string): Entity => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name,
    namespace: 'default',
    title,
    description: `About ${title}`,
  },
  spec: { type, owner: 'group:default/ai-platform-team', steps: [] },
});

describe('LaunchIndexPage', () => {
  it('lists forms by category, with GPUs where a workload names the form, and no other templates', async () => {
    await renderLaunch(<LaunchIndexPage />, {
      entities: [
        template('serve', 'Serve a model', 'inference'),
        template('llm-finetune', 'Fine-tune', 'fine-tuning'),
        template('new-website', 'A website', 'website'),
        workload,
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'Launch Fine-tune' }),
    ).toHaveAttribute(
      'href',
      `/launch/default/llm-finetune?formData=${encodeURIComponent(
        JSON.stringify({
          workload: 'aiworkload:default/llm-finetune-silogen-engine',
        }),
      )}`,
    );
    expect(
      screen.getByRole('link', { name: 'Launch Serve a model' }),
    ).toHaveAttribute('href', '/launch/default/serve');
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(heading => heading.textContent),
    ).toEqual(['Fine-tuning', 'Inference']);
    expect(screen.getByText('GPUs: 1, 8')).toBeInTheDocument();
    expect(screen.queryByText('A website')).not.toBeInTheDocument();
  });

  it('says what would be here when there is nothing', async () => {
    await renderLaunch(<LaunchIndexPage />);
    expect(
      await screen.findByRole('heading', { name: 'Nothing to launch yet' }),
    ).toBeInTheDocument();
  });
});
