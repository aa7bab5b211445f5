using System.Text.RegularExpressions;

namespace CommunityConsole.Core.Repairs;

/// <summary>What a text says about the place.</summary>
internal enum PlaceCue
{
    /// <summary>Only this home has it.</summary>
    OnlyUs,

    /// <summary>The whole building has it, or a neighbour too.</summary>
    WholeBuilding,

    /// <summary>The whole estate has it.</summary>
    WholeEstate,

    /// <summary>A room, "at home".</summary>
    Room,

    /// <summary>Stairs, hall, shaft, roof.</summary>
    Stairs,

    /// <summary>Garage, garden, gate: inside the fence.</summary>
    Grounds,

    /// <summary>Outside the fence.</summary>
    Outside,

    /// <summary>The number of a flat.</summary>
    FlatNumber,
}

/// <summary>
/// The rules of the guess: phrases that say whose ground it is. "No water" means the property's engineer when only we have none and the water works when the whole building
/// has none; single characters cannot tell the two apart. A phrase found is one more sign for the models, which learn from the training texts how much it says.
/// </summary>
internal static partial class PlaceCues
{
    // Over plain text: simplified, numbers are 0.
    private static readonly (PlaceCue Cue, Regex Phrase)[] Rules =
    [
        (PlaceCue.OnlyUs, OnlyUs()),
        (PlaceCue.WholeBuilding, WholeBuilding()),
        (PlaceCue.WholeEstate, WholeEstate()),
        (PlaceCue.Room, Room()),
        (PlaceCue.Stairs, Stairs()),
        (PlaceCue.Grounds, Grounds()),
        (PlaceCue.Outside, Outside()),
        (PlaceCue.FlatNumber, FlatNumber()),
    ];

    /// <summary>The cues of a plain description, each once.</summary>
    public static IEnumerable<PlaceCue> In(string plain) => Rules.Where(rule => rule.Phrase.IsMatch(plain)).Select(rule => rule.Cue);

    /// <summary>The cues of a plain location, where the name of a road stands for the road.</summary>
    public static IEnumerable<PlaceCue> InLocation(string plain) => NamedRoad().IsMatch(plain) ? In(plain).Union([PlaceCue.Outside]) : In(plain);

    [GeneratedRegex("(?:只有?|就|单单|唯独|光|仅|偏偏)(?:是)?(?:我|咱|俺)(?:们)?(?:一)?(?:家|户|这)|(?:我|咱|俺)(?:们)?家?(?:一户|一家)(?!.{0,3}不)|(?:隔壁|邻居|对门|对面|别人|人家|楼上楼下|楼上|楼下|别家|其他人?家?)(?:家|都|们|的|全|就|是|也){0,3}(?:有(?:水|电|气|暖|网)?(?![人个只一])|正常|好好的|没事|没问题|热|不停|亮)")]
    private static partial Regex OnlyUs();

    [GeneratedRegex("[整全满成]个?(?:栋|幢|座|楼|单元|层|门洞)|一(?:栋|幢)楼?(?:的?人|都|全)|一个单元|楼(?:里|上楼下|上下)?(?:的?人)?(?:都|全|所有)|(?:家家|各家|每家|户户|挨家)|(?:隔壁|邻居|对门|楼下|楼上|阿姨|他们?)家?.{0,3}(?:也|同样|都|全)(?:没|不|停|断|是|这|冷|凉|小|一样)|不(?:是|止|光|只|单)(?:是)?(?:我|俺|咱)们?(?:家)?|(?:好)?几(?:户|家)|0 ?(?:栋|幢|座|号楼|单元)(?:楼|里)?(?:的?人)?(?:都|全|整|所有)|(?:我们|咱们|咱|这)(?:这)?(?:栋|幢|个单元|单元|楼)(?:楼)?|半栋")]
    private static partial Regex WholeBuilding();

    [GeneratedRegex("[整全](?:个)?(?:小区|园区|院|区|社区)|(?:小区|园区|院里?|院子里?|区里)(?:里|内)?(?:的)?(?:人)?(?:都|全|没(?:水|电|气|暖)|停|断|大停)|几(?:栋|幢|座)楼?|家家户户|一大?片(?:都|全|停)|(?:半|一半)个?小区|小区一半")]
    private static partial Regex WholeEstate();

    [GeneratedRegex("(?:我|俺|咱|自)(?:们)?(?:己)?(?:家|屋)|家(?:里|中|裡)|屋(?:里|头|内|企)|房间|厨房|灶台|卫生间|洗手间|厕所|浴室|客厅|卧室|主卧|次卧|书房|阳台|飘窗|马桶|户内|室内")]
    private static partial Regex Room();

    [GeneratedRegex("楼道|楼梯|走廊|过道|过路|电梯|大堂|大厅|门厅|单元门|楼宇门|门洞|管井|管道(?:井|间)|电井|弱电(?:井|箱)|楼顶|屋面|天台|地下室|负一|外墙|公共区|层(?:公共|平台)|连廊|电表箱|水表(?:箱|井|间)")]
    private static partial Regex Stairs();

    [GeneratedRegex("小区|车库|地库|花园|花坛|广场|草[坪地]|绿化|[东南西北正大后侧]门|车棚|院子|院里|园区|围墙|停车场|凉亭|儿童|健身|水景|喷泉|池塘|门岗|岗亭|泵房|配电房|垃圾(?:站|房|亭|分类)")]
    private static partial Regex Grounds();

    [GeneratedRegex("马路|大街|街[上边道口]|(?:整|那|这)条街|大路|公路|人行道|公交|路口|市政|巷子|胡同|天桥|(?:小区|大门|围墙|[东南西北]门)口?(?:的)?(?:外|出[去来门])|门外|外[面头边](?:的)?(?:大?路|街|人行|马路)|沿街|行道树|斑马线|红绿灯|街灯|早市|出(?:了)?小区|小区(?:大门)?口?(?:对面|门口)(?:的)?(?:那|这|马|大|街)")]
    private static partial Regex Outside();

    [GeneratedRegex("0 0 0|单元 ?0(?:室|户|号)?|0室|[栋座幢楼] ?0室?$")]
    private static partial Regex FlatNumber();

    [GeneratedRegex("(?<!小区|园区|楼|前|后|中心|环|栋)[^ 0小区园楼栋前后]{2}(?:路|街|大道|巷)(?:$| |口|公交|与|和|上|边|靠)")]
    private static partial Regex NamedRoad();
}
