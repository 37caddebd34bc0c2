/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    table.index(['dataset'], 'runs_dataset');
    table.index(['workload'], 'runs_workload');
  });
  await knex.schema.alterTable('run_events', table => {
    table
      .string('notice', 8)
      .comment('due: its owner is still to be told; sent; or late: not told');
  });
  // Partial: nearly every event was told long ago. Both engines know it.
  await knex.raw(
    "create index run_events_due on run_events (id) where notice = 'due'",
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index run_events_due');
  await knex.schema.alterTable('run_events', table => {
    table.dropColumn('notice');
  });
  await knex.schema.alterTable('runs', table => {
    table.dropIndex(['workload'], 'runs_workload');
    table.dropIndex(['dataset'], 'runs_dataset');
  });
};
