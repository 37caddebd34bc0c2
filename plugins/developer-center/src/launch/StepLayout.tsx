import type { ObjectFieldTemplateProps } from '@rjsf/utils';
import { useEffect } from 'react';
import type { LaunchFormContext } from './fields/fieldProps';
import { isRecord } from './formData';
import styles from './Launch.module.css';

/**
 * Draws one step of the form, and tells the page what the whole form holds: of all parts of a form, the root of a step is
 * the one that is always there and gets the form's context.
 */
export function StepLayout(
  props: ObjectFieldTemplateProps<unknown, any, LaunchFormContext>,
) {
  const { formContext, properties, description } = props;
  const { formData, onFormData } = formContext ?? {};
  useEffect(() => {
    if (isRecord(formData)) onFormData?.(formData);
  }, [formData, onFormData]);
  return (
    <div className={styles.step}>
      {description && <p className={styles.secondary}>{description}</p>}
      {properties.map(property => property.content)}
    </div>
  );
}
