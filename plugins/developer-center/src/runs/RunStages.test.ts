import { stagesOf } from './RunStages';

const at = (minute: number) => `2026-11-24T10:0${minute}:00Z`;

it.each([
  ['only submitted', { submittedAt: at(0) }, ['queued…']],
  ['admitted', { submittedAt: at(0), admittedAt: at(1) }, ['queued', 'starting…']],
  ['running', { submittedAt: at(0), admittedAt: at(1), startedAt: at(2) }, ['queued', 'starting', 'running…']],
  [
    'finished',
    { submittedAt: at(0), admittedAt: at(1), startedAt: at(2), finishedAt: at(5) },
    ['queued', 'starting', 'running'],
  ],
  ['stopped while it waited', { submittedAt: at(0), finishedAt: at(3) }, ['queued']],
  ['failed to start', { submittedAt: at(0), admittedAt: at(1), finishedAt: at(3) }, ['queued', 'starting']],
])('%s', (_, run, expected) => {
  expect(stagesOf(run).map(({ id, to }) => (to ? id : `${id}…`))).toEqual(expected);
});
