import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** Fields for templates that launch runs, by the name that a template's `ui:field` has. */
export const launchFormFields = [
  FormFieldBlueprint.make({
    name: 'ai-model-picker',
    params: {
      field: () =>
        import('./fields/AiModelPicker').then(m => m.aiModelPickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'ai-dataset-picker',
    params: {
      field: () =>
        import('./fields/AiDatasetPicker').then(m => m.aiDatasetPickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'project-picker',
    params: {
      field: () =>
        import('./fields/ProjectPicker').then(m => m.projectPickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'placement-picker',
    params: {
      field: () =>
        import('./fields/PlacementPicker').then(m => m.placementPickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'option-cards',
    params: {
      field: () => import('./fields/OptionCards').then(m => m.optionCardsField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'secret-picker',
    params: {
      field: () =>
        import('./fields/SecretPicker').then(m => m.secretPickerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'launch-summary',
    params: {
      field: () =>
        import('./fields/LaunchSummary').then(m => m.launchSummaryField),
    },
  }),
];
