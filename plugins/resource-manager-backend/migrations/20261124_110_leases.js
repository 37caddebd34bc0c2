// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('cluster_leases', table => {
    table.comment('Which replica acts on a cluster');
    table.string('cluster', 63).primary().notNullable();
    table.string('holder', 100).notNullable();
    table
      .integer('counter')
      .notNullable()
      .comment('Fence: grows with every new holder');
    table.bigInteger('expires_at_ms').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_leases');
};
