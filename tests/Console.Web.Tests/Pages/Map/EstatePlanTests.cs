using CommunityConsole.Web.Pages.Map;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Web.Tests.Pages.Map;

public sealed class EstatePlanTests
{
    private const double Hair = 0.001;

    private static readonly PlanShape[] Shapes = [PlanShape.Wide, PlanShape.Tall, new(1.3, int.MaxValue)];

    [Fact]
    public void AnyEstate_EachBuilding_IsDrawnOnceInItsCell() => Check(static (outline, plan, _) =>
    {
        Assert.Equal(outline.Cells.Select(cell => cell.Key), plan.Cells.Select(cell => cell.Key));
        Assert.Equal(outline.Cells.SelectMany(cell => cell.Buildings).Select(building => building.Key), plan.Blocks.Select(block => block.Key));
        foreach (var (cell, drawn) in outline.Cells.Zip(plan.Cells))
        {
            Assert.All(cell.Buildings, building => Assert.True(Inside(plan.Blocks.Single(block => block.Key == building.Key).Box, drawn.Box)));
        }
    });

    [Fact]
    public void AnyEstate_NothingOverlaps() => Check(static (_, plan, _) =>
    {
        Apart([.. plan.Blocks.Select(block => block.Box)]);
        Apart([.. plan.Cells.Select(cell => cell.Box)]);
        Assert.All(plan.Blocks, block => Assert.DoesNotContain(plan.Cells, cell => block.Box.Y < cell.Box.Y + EstatePlan.Head - Hair && Overlap(block.Box, cell.Box)));
    });

    [Fact]
    public void AnyEstate_FitsTheViewBox() => Check(static (_, plan, _) =>
    {
        var view = new PlanBox(0, 0, plan.Width, plan.Height);
        Assert.True(plan is { Width: > 0, Height: > 0 });
        Assert.All(plan.Cells, cell => Assert.True(Inside(cell.Box, view)));
    });

    [Fact]
    public void AnyEstate_NoBlockIsNarrowerThanTheLeast_NorARowWiderThanTheShape() => Check(static (_, plan, shape) =>
    {
        Assert.All(plan.Blocks, block => Assert.True(block.Box.Width >= EstatePlan.BlockWidth - Hair));
        Assert.All(plan.Blocks.GroupBy(block => block.Box.Y), row => Assert.True(row.Count() <= shape.MostAcross));
    });

    [Fact]
    public void SameEstate_ReadInAnotherOrder_IsTheSamePlan() => Prop.ForAll<int[]>(sizes =>
    {
        var (cells, buildings) = Register(sizes);

        var one = EstatePlan.Of(EstateOutline.Of(cells, buildings, []), PlanShape.Wide);
        var other = EstatePlan.Of(EstateOutline.Of(cells.Reverse(), buildings.Reverse(), []), PlanShape.Wide);

        Assert.Equal(one.Blocks, other.Blocks);
        Assert.Equal(one.Cells, other.Cells);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(6, 12, 160)]
    [InlineData(10, 60, 80)]
    public void Wall_ThatManyBuildings_DrawsEachAtLeastSoWide(int cells, int buildings, double pixels)
    {
        var plan = EstatePlan.Of(Outline([.. Enumerable.Repeat(buildings / cells, cells)]), new PlanShape(1.3, int.MaxValue));

        var scale = Math.Min(980 / plan.Width, 750 / plan.Height);   // the middle of a wall of 1920 by 1080

        Assert.All(plan.Blocks, block => Assert.True(block.Box.Width * scale >= pixels, $"{block.Box.Width * scale:0} px"));
    }

    [Fact]
    public void Phone_AnyEstate_KeepsTheBlocksAsLargeAsAFinger() => Check(static (_, plan, shape) =>
    {
        if (shape == PlanShape.Tall)
        {
            AsLargeAsAFinger(plan);
        }
    });

    // Nine buildings in one cell, two in the next and many cells without any: tall enough to be stretched as far as a plan may be.
    [Fact]
    public void Phone_ATallEstateOfFewBuildings_KeepsTheBlocksAsLargeAsAFinger()
    {
        var plan = EstatePlan.Of(Outline([0, 0, 0, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, 0]), PlanShape.Tall);

        AsLargeAsAFinger(plan);
    }

    private static void AsLargeAsAFinger(EstatePlan plan) =>
        Assert.All(plan.Blocks, block => Assert.True(Math.Min(block.Box.Width, block.Box.Height) * 370 / plan.Width >= 60));

    private static void Check(Action<EstateOutline, EstatePlan, PlanShape> holds) => Prop.ForAll<int[]>(sizes =>
    {
        var outline = Outline(sizes);
        foreach (var shape in Shapes)
        {
            holds(outline, EstatePlan.Of(outline, shape), shape);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(14));

    private static EstateOutline Outline(int[] sizes)
    {
        var (cells, buildings) = Register(sizes);
        return EstateOutline.Of(cells, buildings, []);
    }

    /// <summary>A cell for each number, with so many buildings; none at all is an estate too.</summary>
    private static (Core.Community.GridCell[] Cells, Core.Community.Building[] Buildings) Register(int[] sizes)
    {
        var number = 0;
        return (
            [.. sizes.Select((_, at) => Estates.Cell(at + 1))],
            [.. sizes.SelectMany((size, at) => Enumerable.Range(0, Math.Abs(size) % 24).Select(_ => Estates.Building(++number, at + 1)))]);
    }

    private static void Apart(PlanBox[] boxes)
    {
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = i + 1; j < boxes.Length; j++)
            {
                Assert.False(Overlap(boxes[i], boxes[j]), $"{boxes[i]} and {boxes[j]}");
            }
        }
    }

    private static bool Overlap(PlanBox one, PlanBox other) =>
        one.X < other.Right - Hair && other.X < one.Right - Hair && one.Y < other.Bottom - Hair && other.Y < one.Bottom - Hair;

    private static bool Inside(PlanBox inner, PlanBox outer) =>
        inner.X >= outer.X - Hair && inner.Y >= outer.Y - Hair && inner.Right <= outer.Right + Hair && inner.Bottom <= outer.Bottom + Hair;
}
