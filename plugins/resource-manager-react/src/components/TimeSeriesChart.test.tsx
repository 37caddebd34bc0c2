import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { TimeSeriesChart } from './TimeSeriesChart';

// The canvas has no size in jsdom; what it draws is tested by eye and by the rows that it gets.
jest.mock('./LineChartCanvas', () => ({
  __esModule: true,
  default: () => null,
}));

describe('TimeSeriesChart', () => {
  it('says in words and in a table what the lines show', async () => {
    await renderInTestApp(
      <TimeSeriesChart
        label="Loss"
        x="number"
        xLabel="step"
        series={[
          {
            name: 'train',
            points: [
              { x: 0, y: 2.1 },
              { x: 600, y: 0.88 },
            ],
          },
          { name: 'eval', points: [] },
        ]}
      />,
    );
    expect(
      await screen.findByRole('img', {
        name: 'Loss: train from 2.1 to 0.88, lowest 0.88, highest 2.1; eval has no points yet',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('600').closest('tr')).toHaveTextContent('6000.88');
  });
});
