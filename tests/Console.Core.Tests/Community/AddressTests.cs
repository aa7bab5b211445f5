using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Tests.Community;

public sealed class AddressTests
{
    [Theory]
    [InlineData("7", "幸福里 7 号楼", "2", "301", "幸福里 7 号楼 2 单元")]
    [InlineData("7", "幸福里 7 号楼", "", "301", "幸福里 7 号楼")]
    [InlineData("", "7-2-301", "", "", null)]
    public void Entrance_AnyAddress_NeverNamesTheRoom(string building, string name, string unit, string room, string? entrance) =>
        Assert.Equal(entrance, new Address(building, name, unit, room).Entrance?.Zh);
}
