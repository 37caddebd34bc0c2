import { TunedModel } from '@silogen/backstage-plugin-resource-manager-common';

/** A value inside a Markdown table cell. */
function cell(value: string): string {
  return value.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}

/** What is known of a tuned model, in Markdown. */
export function tunedModelCard(model: TunedModel): string {
  const facts: [string, string | undefined][] = [
    ['Method', model.method],
    ['Finished', model.finishedAt],
    ['Launched by', model.owner],
    ['Run', model.runId],
    ['Weights', model.artefactUri],
  ];
  const metrics = Object.entries(model.metrics ?? {}).map(
    ([name, value]): [string, string] => [name, String(value)],
  );
  const rows = [...facts, ...metrics].flatMap(([name, value]) =>
    value === undefined ? [] : [`| ${cell(name)} | ${cell(value)} |`],
  );
  return [
    ...(model.simulated
      ? [
          '**Simulated:** the run was made on a simulated cluster. There are no weights behind this entry, and its metrics are made up by the simulation.',
          '',
        ]
      : []),
    '| | |',
    '|---|---|',
    ...rows,
    '',
    'Evaluate it before you rely on it: nobody has reviewed it yet.',
    '',
  ].join('\n');
}
