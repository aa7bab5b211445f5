using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>The services there are: what a resident chooses from and what Open311 lists.</summary>
public static class ServiceCatalogue
{
    // Every promise counts from the day the catalogue was made; a change adds a line with its own day.
    private static readonly DateOnly Begin = new(2026, 1, 1);

    private static readonly Sentence Utilities = new("水电气暖", "Water, power, gas, heat");
    private static readonly Sentence Buildings = new("楼宇设施", "Buildings");
    private static readonly Sentence Grounds = new("小区环境", "Grounds");
    private static readonly Sentence Together = new("邻里其他", "Neighbours and other");

    private static readonly Sentence BareWires = new("电线裸露、漏电、打火、冒烟", "Bare wires, stray current, sparks, smoke");

    /// <summary>All services, in the order they are shown.</summary>
    public static IReadOnlyList<RepairService> All { get; } =
    [
        new(ServiceCodes.Water, new("给水", "Water supply"), Utilities,
            new("水管、龙头、水压、停水、楼上漏水到家里", "Pipes, taps, pressure, no water, water coming from above"))
        {
            Deadlines = Hours(24, 4, 1),
            Questions = [ServiceQuestion.Extent],
        },
        new(ServiceCodes.Drain, new("排水", "Drains"), Utilities,
            new("下水道堵塞、反水、污水外溢、地下室进水", "Blocked or returning drains, sewage, flooded cellar"))
        {
            Deadlines = Hours(24, 4, 1),
            Questions = [ServiceQuestion.Extent],
        },
        new(ServiceCodes.Power, new("供电", "Power"), Utilities,
            new("没电、跳闸、插座、电表、配电箱", "No current, tripping, sockets, meters, distribution box"))
        {
            Danger = BareWires,
            Deadlines = Hours(24, 4, 1),
            Questions = [ServiceQuestion.Extent],
        },
        new(ServiceCodes.Gas, new("燃气", "Gas"), Utilities,
            new("燃气漏气、没气、灶具打不着、燃气表", "Leaks, no gas, a cooker that does not light, gas meters"))
        {
            Danger = new("闻到燃气味", "A smell of gas"),
            Deadlines = Hours(24, 4, 0.5),
            Questions = [ServiceQuestion.YesNo("smell", new("闻得到燃气味吗？", "Can you smell gas?")) with { Danger = "yes" }],
        },
        new(ServiceCodes.Heating, new("供暖", "Heating"), Utilities,
            new("暖气不热、漏水、异响", "Cold, leaking or noisy heating"))
        {
            Deadlines = Hours(48, 8, 2),
            Questions = [ServiceQuestion.Extent],
        },
        new(ServiceCodes.Lighting, new("照明", "Lighting"), Buildings, new("楼道灯、路灯", "Stair lamps, street lamps"))
        {
            Danger = BareWires,
            Deadlines = Hours(72, 24, 1),
            Questions = [ServiceQuestion.Line("lamp", new("灯杆或灯上有编号吗？", "Is there a number on the lamp?"))],
        },
        new(ServiceCodes.Lift, new("电梯", "Lift"), Buildings, new("停运、异响、按键、轿厢门", "Out of order, noises, buttons, doors"))
        {
            Danger = new("有人被困", "Somebody is trapped"),
            Deadlines = Hours(24, 4, 0.5),
            Questions = [ServiceQuestion.YesNo("trapped", new("里面有人吗？", "Is somebody inside?")) with { Danger = "yes" }],
        },
        new(ServiceCodes.Entrance, new("门禁对讲", "Entrance and intercom"), Buildings,
            new("单元门、门锁、门禁卡、可视对讲、人行门", "Entrance doors, locks, cards, intercom, gates for people"))
        {
            Deadlines = Hours(48, 12, 2),
        },
        new(ServiceCodes.Structure, new("房屋结构", "Building structure"), Buildings,
            new("屋顶渗漏、墙面、外墙脱落、楼道窗、扶手", "Roof leaks, walls, falling facade, stair windows, handrails"))
        {
            Danger = new("外墙或玻璃脱落、要掉下来", "Facade or glass falling or about to fall"),
            Deadlines = Hours(168, 48, 2),
            Questions = [ServiceQuestion.YesNo("falling", new("有东西掉下来或要掉吗？", "Has anything fallen, or is it about to?")) with { Danger = "yes" }],
        },
        new(ServiceCodes.Fire, new("消防", "Fire safety"), Buildings,
            new("灭火器、消火栓、烟感、疏散通道、防火门", "Extinguishers, hydrants, smoke detectors, escape ways, fire doors"))
        {
            Danger = new("起火、冒烟（先打 119）", "Fire or smoke (phone 119 first)"),
            Deadlines = Hours(24, 8, 1),
            Questions = [ServiceQuestion.YesNo("blocked", new("疏散通道被堵了吗？", "Is an escape way blocked?"))],
        },
        new(ServiceCodes.Network, new("网络弱电", "Network"), Buildings, new("宽带、电视、电话线、监控", "Broadband, television, telephone line, cameras"))
        {
            Deadlines = Hours(48, 24, 4),
        },
        new(ServiceCodes.Cleaning, new("保洁", "Cleaning"), Grounds, new("垃圾、异味、楼道脏、大件", "Rubbish, smells, dirty stairs, bulky waste"))
        {
            Deadlines = Hours(24, 8, 2),
        },
        new(ServiceCodes.Greening, new("绿化", "Greens"), Grounds, new("树木、草坪", "Trees, lawns"))
        {
            Danger = new("树倒了或要倒、断枝悬着", "A tree down or about to fall, a hanging branch"),
            Deadlines = Hours(120, 24, 2),
        },
        new(ServiceCodes.Road, new("道路", "Roads"), Grounds, new("路面、井盖、路沿、坡道", "Surface, manhole covers, kerbs, ramps"))
        {
            Danger = new("井盖缺失、路面塌陷", "A missing manhole cover, a collapsed surface"),
            Deadlines = Hours(120, 24, 1),
        },
        new(ServiceCodes.Amenity, new("公共设施", "Shared amenities"), Grounds,
            new("座椅、健身和儿童设施、快递柜、晾衣架、公告栏", "Benches, fitness and play equipment, parcel boxes, drying racks, notice boards"))
        {
            Deadlines = Hours(120, 24, 2),
        },
        new(ServiceCodes.Parking, new("停车充电", "Parking and charging"), Grounds,
            new("道闸、车位、电动车充电", "Barriers, parking, charging"))
        {
            Danger = new("充电设备冒烟、打火", "A charger smokes or sparks"),
            Deadlines = Hours(24, 8, 1),
            Questions = [ServiceQuestion.Line("plate", new("充电桩或车位编号", "Number of the charger or the parking space"))],
        },
        new(ServiceCodes.Pests, new("虫鼠", "Pests"), Grounds, new("老鼠、蟑螂、白蚁、马蜂", "Rats, cockroaches, termites, wasps"))
        {
            Deadlines = Hours(72, 24, 4),
        },
        new(ServiceCodes.Nuisance, new("扰民", "Nuisance"), Together, new("噪音、犬只、邻居油烟、纠纷", "Noise, dogs, smoke from neighbours, quarrels"))
        {
            Deadlines = Hours(72, 24, 4),
        },
        new(ServiceCodes.Other, new("其他", "Other"), Together, new("不知道归谁管的事", "Whatever has no other place"))
        {
            Deadlines = Hours(72, 24, 4),
        },
    ];

    /// <summary>The service of that code; null when there is none.</summary>
    public static RepairService? Find(ServiceCode code) => All.FirstOrDefault(service => service.Code == code);

    private static IReadOnlyList<DatedDeadlines> Hours(double normal, double high, double danger) =>
        [new(Begin, new Deadlines(normal, high, danger))];
}
