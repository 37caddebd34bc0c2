import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const launchRunExamples: TemplateExample[] = [
  {
    description: 'Fine-tune a model on eight GPUs, wherever there is room',
    example: stringify({
      steps: [
        {
          id: 'launch',
          name: 'Launch the fine-tuning',
          action: 'resource-manager:run:launch',
          input: {
            project: '${{ parameters.project }}',
            workload: 'aiworkload:default/fine-tune-lora',
            name: '${{ parameters.name }}',
            gpus: 8,
            inputs: {
              model: '${{ parameters.model }}',
              dataset: '${{ parameters.dataset }}',
            },
            parameters: { epochs: '${{ parameters.epochs }}' },
          },
        },
      ],
      output: {
        links: [
          { title: 'Open the run', url: '${{ steps.launch.output.runUrl }}' },
        ],
      },
    }),
  },
  {
    description:
      'Serve a gated model in one pool, with a Hugging Face token from a Secret of the project',
    example: stringify({
      steps: [
        {
          id: 'launch',
          name: 'Launch the endpoint',
          action: 'resource-manager:run:launch',
          input: {
            project: 'chat-assistant',
            workload: 'aiworkload:default/serve-vllm',
            name: 'Assistant',
            gpus: 1,
            cluster: 'instinct-1',
            pool: 'mi300x',
            priority: 'high',
            inputs: { model: 'aimodel:default/llama-3-1-8b-instruct' },
            secrets: { huggingFaceToken: 'hf-token' },
          },
        },
      ],
    }),
  },
];
