namespace CommunityConsole.Web.Pages.Map;

/// <summary>A rectangle of the plan, in its own units.</summary>
public readonly record struct PlanBox(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The lower edge.</summary>
    public double Bottom => Y + Height;
}

/// <summary>A grid cell on the plan.</summary>
/// <param name="Key">Its area.</param>
/// <param name="Name">As people say it; empty for what lies in no known cell.</param>
/// <param name="Box">Where; its heading takes the upper <see cref="EstatePlan.Head"/>.</param>
public sealed record PlanCell(string Key, string Name, PlanBox Box);

/// <summary>A building on the plan.</summary>
/// <param name="Key">Its area.</param>
/// <param name="Name">As people say it.</param>
/// <param name="Label">What tells it from the others, short enough for its block.</param>
/// <param name="Box">Where.</param>
public sealed record PlanBlock(string Key, string Name, string Label, PlanBox Box);

/// <summary>What the plan is fitted into.</summary>
/// <param name="Aspect">Width by height.</param>
/// <param name="MostAcross">So many blocks side by side at most.</param>
/// <param name="MostStretched">Rows are stretched to fill the shape up to this width of the view box: the wider it is, the lower a block on the screen.</param>
public sealed record PlanShape(double Aspect, int MostAcross, double MostStretched = double.PositiveInfinity)
{
    /// <summary>A screen that lies.</summary>
    public static PlanShape Wide { get; } = new(1.4, int.MaxValue);

    /// <summary>A phone: it may be scrolled downwards, and the blocks stay as large as a finger.</summary>
    public static PlanShape Tall { get; } = new(0.5, 3, 600);
}

/// <summary>Where each cell and building is drawn. The same register gives the same plan, so that people learn where a building is.</summary>
/// <param name="Width">Of the view box.</param>
/// <param name="Height">Of the view box.</param>
/// <param name="NamesAbove">Some label is too long to stand beside the mark: every block has a line for it.</param>
/// <param name="Cells">In order.</param>
/// <param name="Blocks">In order.</param>
public sealed record EstatePlan(double Width, double Height, bool NamesAbove, IReadOnlyList<PlanCell> Cells, IReadOnlyList<PlanBlock> Blocks)
{
    /// <summary>Height of a cell's heading.</summary>
    public const double Head = 32;

    /// <summary>The narrowest block.</summary>
    public const double BlockWidth = 132;

    private const double BlockHeight = 100;
    private const double NameLine = 24;
    private const double Gap = 8;
    private const double Pad = 10;
    private const double BetweenCells = 10;
    private const double MostStretch = 1.45;

    /// <summary>Fits the estate into a shape: cells in rows, in each its buildings in rows; of all ways the one that draws the blocks largest.</summary>
    public static EstatePlan Of(EstateOutline outline, PlanShape shape)
    {
        var labels = BlockLabels.Of(outline.Cells.SelectMany(cell => cell.Buildings).Select(building => building.Name).ToList());
        var above = labels.Values.Any(label => BlockLabels.WidthOf(label) > BlockLabels.BesideTheMark);
        var blockHeight = BlockHeight + (above ? NameLine : 0);
        var most = Math.Max(1, outline.Cells.Select(cell => cell.Buildings.Count).DefaultIfEmpty().Max());
        var all = Math.Max(1, outline.Cells.Sum(cell => Math.Max(1, cell.Buildings.Count)));
        var best = Rows(outline, 1, 1);
        var bestScale = Scale(best);
        for (var columns = 1; columns <= Math.Min(most, shape.MostAcross); columns++)
        {
            for (var across = columns; across <= Math.Min(all, shape.MostAcross); across++)
            {
                var tried = Rows(outline, columns, across);
                if (Scale(tried) is var scale && scale > bestScale)
                {
                    (best, bestScale) = (tried, scale);
                }
            }
        }

        return Draw(best, labels, above, blockHeight, shape);

        double Scale(List<List<Lot>> rows) => Math.Min(shape.Aspect / WidthOf(rows), 1 / HeightOf(rows, blockHeight));
    }

    private static List<List<Lot>> Rows(EstateOutline outline, int columns, int across)
    {
        List<List<Lot>> rows = [];
        foreach (var cell in outline.Cells)
        {
            var lot = new Lot(cell, Math.Clamp(cell.Buildings.Count, 1, columns));
            if (rows is [.., var row] && row.Sum(other => other.Columns) + lot.Columns <= across)
            {
                row.Add(lot);
            }
            else
            {
                rows.Add([lot]);
            }
        }

        return rows;
    }

    private static EstatePlan Draw(List<List<Lot>> rows, Dictionary<string, string> labels, bool above, double blockHeight, PlanShape shape)
    {
        List<PlanCell> cells = [];
        List<PlanBlock> blocks = [];
        var height = HeightOf(rows, blockHeight);
        var width = Math.Max(WidthOf(rows), Math.Min(height * shape.Aspect, Math.Min(WidthOf(rows) * MostStretch, shape.MostStretched)));
        var y = 0.0;
        foreach (var row in rows)
        {
            var rowHeight = row.Max(lot => lot.Height(blockHeight));
            var columns = row.Sum(lot => lot.Columns);
            var spare = width - Across(row);
            var wide = BlockWidth + Math.Min(spare / columns, BlockWidth * (MostStretch - 1));
            var slack = (spare - ((wide - BlockWidth) * columns)) / row.Count;   // a short row fills the width with ground, not with giant blocks
            var x = 0.0;
            foreach (var lot in row)
            {
                var box = new PlanBox(x, y, lot.Width(wide) + slack, rowHeight);
                cells.Add(new PlanCell(lot.Cell.Key, lot.Cell.Name, box));
                blocks.AddRange(lot.Cell.Buildings.Select((building, at) => new PlanBlock(
                    building.Key,
                    building.Name,
                    labels[building.Name],
                    new PlanBox(
                        x + Pad + (at % lot.Columns * (wide + Gap)),
                        y + Head + (at / lot.Columns * (blockHeight + Gap)),
                        wide,
                        blockHeight))));
                x = box.Right + BetweenCells;
            }

            y += rowHeight + BetweenCells;
        }

        return new EstatePlan(width, height, above, cells, blocks);
    }

    private static double WidthOf(List<List<Lot>> rows) => rows.Select(Across).DefaultIfEmpty(BlockWidth).Max();

    private static double HeightOf(List<List<Lot>> rows, double blockHeight) =>
        Math.Max(blockHeight, rows.Sum(row => row.Max(lot => lot.Height(blockHeight)) + BetweenCells) - BetweenCells);

    private static double Across(List<Lot> row) => row.Sum(lot => lot.Width(BlockWidth) + BetweenCells) - BetweenCells;

    /// <summary>A cell with its buildings in so many columns.</summary>
    private sealed record Lot(OutlineCell Cell, int Columns)
    {
        private int Rows => Math.Max(1, (Cell.Buildings.Count + Columns - 1) / Columns);

        public double Width(double block) => (2 * Pad) + (Columns * block) + ((Columns - 1) * Gap);

        public double Height(double block) => Head + Pad + (Rows * block) + ((Rows - 1) * Gap);
    }
}
