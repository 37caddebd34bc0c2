import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ProblemError } from '../api';
import { LogView } from './LogView';

function streamOf(...chunks: string[]): ReadableStream<string> {
  return new ReadableStream({
    start(controller) {
      chunks.forEach(chunk => controller.enqueue(chunk));
      controller.close();
    },
  });
}

/** Opening a log takes a round trip, so that what follows happens while the test waits for it. */
function roundTrip(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve);
  });
}

describe('LogView', () => {
  it('shows lines, finds some and says where the log ends', async () => {
    await renderInTestApp(
      <LogView
        open={async () => {
          await roundTrip();
          return streamOf(
            'step 1 loss 2.0\nstep ',
            '2 loss 1.5\nout of memory\n',
          );
        }}
        streamKey="pod-a"
        fileName="a.log"
      />,
    );
    expect(await screen.findByText('End of the log.')).toBeInTheDocument();
    expect(screen.getByText('step 2 loss 1.5')).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in the log' }),
      'LOSS',
    );
    expect(screen.getByText('2 lines match')).toBeInTheDocument();
  });

  it('closes a stream that nobody looks at any more', async () => {
    const signals: AbortSignal[] = [];
    const rendered = await renderInTestApp(
      <LogView
        open={async signal => {
          await roundTrip();
          signals.push(signal);
          return new ReadableStream<string>();
        }}
        streamKey="pod-a"
        fileName="a.log"
      />,
    );
    expect(await screen.findByText('No lines yet.')).toBeInTheDocument();
    expect(signals).toHaveLength(1);
    rendered.unmount();
    expect(signals[0].aborted).toBe(true);
  });

  it('names the failure and reads again', async () => {
    let isFirst = true;
    const open = async () => {
      await roundTrip();
      if (isFirst) {
        isFirst = false;
        throw new ProblemError({ message: 'x', code: 'cluster.unreachable' });
      }
      return streamOf('back\n');
    };
    await renderInTestApp(
      <LogView open={open} streamKey="pod-a" fileName="a.log" />,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The cluster cannot be reached.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('back')).toBeInTheDocument();
  });
});
