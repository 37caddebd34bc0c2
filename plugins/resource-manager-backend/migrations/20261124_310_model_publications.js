// @ts-check

/** Times are RFC 3339 text in UTC: they sort as text and read the same on every database. */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('model_visibilities', table => {
    table.comment(
      'Who may see the model that a run made; a model without a row is visible to its project, version 1',
    );
    table
      .string('run_id', 36)
      .primary()
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('visibility', 20).notNullable();
    table.integer('version').notNullable();
  });
  await knex.schema.createTable('model_publications', table => {
    table.comment(
      'What was asked about the visibility of a model, and decided',
    );
    table.uuid('id').primary().notNullable();
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('from', 20).notNullable();
    table.string('to', 20).notNullable();
    table
      .string('state', 20)
      .notNullable()
      .comment('pending, accepted, declined or withdrawn');
    table.text('note').nullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 30).notNullable();
    table.string('decided_by', 255).nullable();
    table.string('decided_at', 30).nullable();
    table.index(['run_id', 'requested_at'], 'model_publications_run_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_publications');
  await knex.schema.dropTable('model_visibilities');
};
