using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityConsole.Web.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Consents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    Home = table.Column<string>(type: "TEXT", maxLength: 129, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Purposes = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Words_Capacity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Words_Form = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Words_Name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Words_Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Words_SaidOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Words_Witness = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => new { x.Home, x.Number });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Consents");
        }
    }
}
