// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Time bank: hours of help between neighbours, witnessed.
/// @notice The console's ledger decides; this contract checks every step again and keeps what happened. Minutes are never
///         money, accounts are hashes that stand for nobody once their salt is gone, and no text ever comes here.
/// @dev The rules are those of docs/decisions/timebank.md; Console.Core/TimeBank repeats them in C#, and a run of random
///      steps on a real node compares the two. The order of checks is part of the rules: it decides which error comes.
contract TimeBank {
    // ---- Errors

    error AlreadyProcessed(bytes32 id);
    error BelowFloor(bytes32 account, int64 balance, int64 floor);
    error BadState(bytes32 record, uint8 status);
    error BadMember(bytes32 member);
    error BadService(uint16 code);
    error BadMinutes(uint256 value);
    error SelfDealing();
    error Unauthorized(bytes32 role, address who);
    error RoleConflict(bytes32 role, address who);
    error GuaranteeExceeded(int64 pool, uint64 cap);
    error ContractPaused();
    error BadAnchor(uint64 from, uint64 to);

    // ---- Events

    event ServiceFiled(
        bytes32 indexed record, bytes32 indexed provider, bytes32 indexed receiver,
        uint16 code, uint16 served, uint16 credited, uint40 servedAt, bytes32 evidence
    );
    event ServiceSettled(
        bytes32 indexed record, bytes32 indexed provider, bytes32 indexed receiver,
        uint16 credited, uint8 kind, bytes32 consent, int64 providerBalance, int64 receiverBalance
    );
    event ServiceClosed(bytes32 indexed record, uint8 status, bytes32 reason);
    event ServiceDisputed(bytes32 indexed record, address indexed by, bytes32 reason);
    event TimeMoved(bytes32 indexed op, bytes32 indexed from, bytes32 indexed to, uint8 kind, uint64 amount, bytes32 memo);
    event MemberSet(bytes32 indexed member, uint8 status, int64 floor);
    event GuaranteeSet(bytes32 indexed op, uint64 cap, bytes32 document);
    event Anchored(uint64 indexed to, uint64 from, bytes32 root, bytes32 head);
    event ServiceTypeSet(uint16 indexed code, bool active, uint16 least, uint16 most, uint16 weight, bytes32 standard);
    event RoleSet(bytes32 indexed role, address indexed who, bool granted);
    event PausedSet(bool paused, address by);
    event Retired(address indexed successor, bytes32 finalRoot);

    // ---- Words of the rules

    bytes32 public constant POOL = keccak256("timebank.pool");

    bytes32 public constant ADMIN = 0;
    bytes32 public constant OPERATOR = keccak256("OPERATOR");
    bytes32 public constant COORDINATOR = keccak256("COORDINATOR");
    bytes32 public constant ENDORSER = keccak256("ENDORSER");
    bytes32 public constant PAUSER = keccak256("PAUSER");
    bytes32 public constant ANCHORER = keccak256("ANCHORER");

    uint8 private constant FILED = 1;
    uint8 private constant SETTLED = 2;
    uint8 private constant REJECTED = 3;
    uint8 private constant DISPUTED = 4;
    uint8 private constant UPHELD = 5;
    uint8 private constant REVERSED = 6;
    uint8 private constant CANCELLED = 7;

    uint8 private constant ACTIVE = 1;
    uint8 private constant SUSPENDED = 2;
    uint8 private constant CLOSED = 3;

    uint8 private constant TRANSFER = 1;
    uint8 private constant DONATION = 2;
    uint8 private constant REDEMPTION = 3;
    uint8 private constant GRANT = 4;
    uint8 private constant REVERSAL = 5;
    uint8 private constant WRITE_OFF = 6;

    uint256 private constant DAY = 1440;
    uint256 private constant LEAST_WEIGHT = 5000;
    uint256 private constant FULL_WEIGHT = 10000;
    uint256 private constant MOST_WEIGHT = 20000;
    uint256 private constant DISPUTE_TIME = 30 days;
    uint256 private constant LARGEST_BATCH = 100;
    int64 private constant LOWEST_FLOOR = -100000;
    uint64 private constant LARGEST_AMOUNT = 1e12; // far above all hours of a city, far below what overflows a sum

    // ---- State

    struct Member {
        int64 balance;
        int64 floor;
        uint64 provided;
        uint8 status;
    }

    struct Record {
        bytes32 provider;
        bytes32 receiver;
        address filer;
        uint16 credited;
        uint8 status;
        uint40 settledAt;
    }

    struct ServiceType {
        bool active;
        uint16 least;
        uint16 most;
        uint16 weight;
    }

    int64 private _members;
    int64 private _pool;
    uint64 private _cap;
    uint32 private _admins;
    bool public paused;
    bool public retired;
    uint64 public anchoredTo;

    mapping(bytes32 => Member) private _member;
    mapping(bytes32 => Record) private _record;
    mapping(uint16 => ServiceType) private _service;
    mapping(bytes32 => bool) private _op;
    mapping(bytes32 => mapping(address => bool)) private _role;

    constructor(address admin) {
        if (admin == address(0)) revert Unauthorized(ADMIN, admin);
        _role[ADMIN][admin] = true;
        _admins = 1;
        emit RoleSet(ADMIN, admin, true);
    }

    modifier only(bytes32 role) {
        _check(role);
        _;
    }

    modifier running() {
        if (paused) revert ContractPaused();
        _;
    }

    modifier alive() {
        if (retired) revert ContractPaused();
        _;
    }

    // ---- Services (rules 1 to 3)

    /// @notice The provider's side files what was done. What it is worth is frozen here.
    function fileService(
        bytes32 record, bytes32 provider, bytes32 receiver, uint16 code, uint16 served, uint40 servedAt, bytes32 evidence
    ) external only(OPERATOR) running {
        Record storage r = _record[record];
        if (r.status != 0) revert AlreadyProcessed(record);
        if (provider == receiver) revert SelfDealing();
        _active(provider);
        _active(receiver);
        ServiceType storage s = _service[code];
        if (!s.active) revert BadService(code);
        if (served < s.least || served > s.most) revert BadMinutes(served);
        uint16 credited;
        unchecked {
            credited = uint16((uint256(served) * s.weight) / FULL_WEIGHT); // 2880 at most
        }

        if (credited == 0) revert BadMinutes(served);
        if (servedAt % 1 days != 0) revert BadMinutes(servedAt); // an hour of a day would say too much about somebody
        r.provider = provider;
        r.receiver = receiver;
        r.filer = msg.sender;
        r.credited = credited;
        r.status = FILED;
        emit ServiceFiled(record, provider, receiver, code, served, credited, servedAt, evidence);
    }

    /// @notice The receiver, or the station for them, confirms: the hours move.
    function confirmService(bytes32 record, uint8 kind, bytes32 consent) external only(COORDINATOR) running {
        _confirm(record, kind, consent);
    }

    /// @notice The same for many: all of them, or none.
    function confirmMany(bytes32[] calldata records, uint8 kind, bytes32[] calldata consents) external only(COORDINATOR) running {
        uint256 count = records.length;
        if (count == 0 || count > LARGEST_BATCH || count != consents.length) revert BadMinutes(count);
        for (uint256 i = 0; i < count; ++i) {
            _confirm(records[i], kind, consents[i]);
        }
    }

    /// @notice Ends a filed record without hours: the station rejects (3), or the filing side takes it back (7).
    function closeService(bytes32 record, uint8 status, bytes32 reason) external running {
        if (status == CANCELLED) {
            _check(OPERATOR);
        } else {
            _check(COORDINATOR);
            if (status != REJECTED) revert BadState(record, status);
        }

        Record storage r = _record[record];
        if (r.status == status) revert AlreadyProcessed(record);
        if (r.status != FILED) revert BadState(record, r.status);
        r.status = status;
        emit ServiceClosed(record, status, reason);
    }

    // ---- Disputes (rule 6)

    /// @notice Opens a dispute, at most 30 days after settling. Both sides may, through the console or the station.
    function disputeService(bytes32 record, bytes32 reason) external running {
        if (!_role[OPERATOR][msg.sender]) _check(COORDINATOR);
        Record storage r = _record[record];
        if (r.status == DISPUTED) revert AlreadyProcessed(record);
        unchecked {
            if (r.status != SETTLED || block.timestamp - r.settledAt > DISPUTE_TIME) revert BadState(record, r.status);
        }

        r.status = DISPUTED;
        emit ServiceDisputed(record, msg.sender, reason);
    }

    /// @notice Rules on a dispute. A reversal gives the receiver everything back: the provider pays down to the floor, the pool the rest.
    function resolveDispute(bytes32 record, bytes32 op, bool reverse, bytes32 reason) external only(ENDORSER) running {
        _use(op);
        Record storage r = _record[record];
        if (r.status != DISPUTED) revert BadState(record, r.status);
        r.status = reverse ? REVERSED : UPHELD;
        if (reverse) _reverse(r, op, reason);
        emit ServiceClosed(record, r.status, reason);
    }

    // ---- Moves (rules 4 and 5)

    /// @notice Gives own hours to another member.
    function transferTime(bytes32 op, bytes32 from, bytes32 to, uint64 amount, bytes32 memo) external only(OPERATOR) running {
        _use(op);
        if (from == to) revert SelfDealing();
        _active(from);
        _active(to);
        _spend(from, amount);
        _credit(to, int64(amount));
        emit TimeMoved(op, from, to, TRANSFER, amount, memo);
    }

    /// @notice Gives own hours to the pool.
    function donate(bytes32 op, bytes32 member, uint64 amount, bytes32 memo) external only(OPERATOR) running {
        _give(op, member, amount, DONATION, memo);
    }

    /// @notice Exchanges own hours for something; they go back to the pool, nothing is destroyed.
    function redeem(bytes32 op, bytes32 member, uint64 amount, bytes32 memo) external only(OPERATOR) running {
        _give(op, member, amount, REDEMPTION, memo);
    }

    /// @notice Hours from the pool for a member, under the guarantee.
    function grant(bytes32 op, bytes32 member, uint64 amount, bytes32 memo) external only(ENDORSER) running {
        _use(op);
        _active(member);
        _amount(amount);
        _drawPool(int64(amount));
        _credit(member, int64(amount));
        emit TimeMoved(op, POOL, member, GRANT, amount, memo);
    }

    // ---- Members, guarantee, catalogue

    /// @notice How far the pool may fall, and the document that says so. Never less than what is used already.
    function setGuarantee(bytes32 op, uint64 cap, bytes32 document) external only(ENDORSER) alive {
        _use(op);
        if (cap > LARGEST_AMOUNT) revert BadMinutes(cap);
        unchecked {
            if (_pool < -int64(cap)) revert GuaranteeExceeded(_pool, cap);
        }

        _cap = cap;
        emit GuaranteeSet(op, cap, document);
    }

    /// @notice Takes a member in, suspends one, lets one trade again, or moves the floor.
    function setMember(bytes32 member, uint8 status, int64 floor) external only(ENDORSER) alive {
        Member storage m = _member[member];
        if (member == 0 || member == POOL || m.status == CLOSED || (status != ACTIVE && status != SUSPENDED)) revert BadMember(member);
        if (floor > 0 || floor < LOWEST_FLOOR || m.balance < floor) revert BelowFloor(member, m.balance, floor);
        m.status = status;
        m.floor = floor;
        emit MemberSet(member, status, floor);
    }

    /// @notice Ends a membership: what is left goes to the pool, what is owed comes from it (rule 7).
    function closeMember(bytes32 op, bytes32 member, bytes32 memo) external only(ENDORSER) running {
        _use(op);
        Member storage m = _member[member];
        if (m.status == 0 || m.status == CLOSED) revert BadMember(member);
        int64 balance = m.balance;
        unchecked {
            if (balance < 0) {
                _drawPool(-balance);
                emit TimeMoved(op, POOL, member, WRITE_OFF, uint64(-balance), memo);
            } else if (balance > 0) {
                _pool += balance;
                emit TimeMoved(op, member, POOL, WRITE_OFF, uint64(balance), memo);
            }

            _credit(member, -balance);
        }

        m.status = CLOSED;
        m.floor = 0;
        emit MemberSet(member, CLOSED, 0);
    }

    /// @notice A line of the catalogue: minutes allowed, what a minute is worth, and the standard of quality.
    function setService(uint16 code, bool active, uint16 least, uint16 most, uint16 weight, bytes32 standard) external only(ADMIN) alive {
        if (code == 0 || weight < LEAST_WEIGHT || weight > MOST_WEIGHT) revert BadService(code);
        if (least == 0 || least > most || most > DAY) revert BadMinutes(most);
        _service[code] = ServiceType(active, least, most, weight);
        emit ServiceTypeSet(code, active, least, most, weight, standard);
    }

    // ---- Roles, stopping, ending

    /// @notice Gives or takes a role. Nobody files and confirms; one administrator always stays.
    function setRole(bytes32 role, address who, bool granted) external only(ADMIN) alive {
        if (who == address(0) || _role[role][who] == granted || !_known(role)) revert RoleConflict(role, who);
        if (granted) {
            if (role == OPERATOR && _role[COORDINATOR][who]) revert RoleConflict(role, who);
            if (role == COORDINATOR && _role[OPERATOR][who]) revert RoleConflict(role, who);
        }

        if (role == ADMIN) {
            if (!granted && _admins == 1) revert RoleConflict(role, who);
            unchecked {
                _admins = granted ? _admins + 1 : _admins - 1;
            }
        }

        _role[role][who] = granted;
        emit RoleSet(role, who, granted);
    }

    /// @notice Stops everything that moves hours.
    function pause() external only(PAUSER) {
        if (paused) revert ContractPaused();
        paused = true;
        emit PausedSet(true, msg.sender);
    }

    /// @notice Lets it go on: only the council may.
    function unpause() external only(ADMIN) alive {
        paused = false;
        emit PausedSet(false, msg.sender);
    }

    /// @notice The end of this contract, for good: what follows is read-only.
    function retire(address successor, bytes32 finalRoot) external only(ADMIN) alive {
        paused = true;
        retired = true;
        emit PausedSet(true, msg.sender);
        emit Retired(successor, finalRoot);
    }

    /// @notice Rows from..to of the console's ledger, their root and the hash of the last one; each anchor begins behind the one before.
    function anchor(uint64 from, uint64 to, bytes32 root, bytes32 head) external only(ANCHORER) alive {
        unchecked {
            if (from != uint256(anchoredTo) + 1 || to < from || to - from >= LARGEST_AMOUNT) revert BadAnchor(from, to);
        }

        anchoredTo = to;
        emit Anchored(to, from, root, head);
    }

    // ---- Reading

    /// @notice All members together, the pool, and how far it may fall. The first two always make zero.
    function totals() external view returns (int64 members, int64 pool, uint64 cap) {
        return (_members, _pool, _cap);
    }

    /// @notice A member's balance, floor, minutes provided in all, and status.
    function memberOf(bytes32 member) external view returns (int64 balance, int64 floor, uint64 provided, uint8 status) {
        Member storage m = _member[member];
        return (m.balance, m.floor, m.provided, m.status);
    }

    /// @notice A record: who, for whom, worth how much, and what became of it.
    function recordOf(bytes32 record) external view returns (bytes32 provider, bytes32 receiver, uint16 credited, uint8 status, uint40 settledAt) {
        Record storage r = _record[record];
        return (r.provider, r.receiver, r.credited, r.status, r.settledAt);
    }

    /// @notice A member's balance, or the pool's.
    function balanceOf(bytes32 account) external view returns (int64) {
        return account == POOL ? _pool : _member[account].balance;
    }

    /// @notice Whether an operation has acted.
    function opUsed(bytes32 op) external view returns (bool) {
        return _op[op];
    }

    /// @notice Whether somebody holds a role.
    function hasRole(bytes32 role, address who) external view returns (bool) {
        return _role[role][who];
    }

    /// @notice A line of the catalogue.
    function serviceOf(uint16 code) external view returns (bool active, uint16 least, uint16 most, uint16 weight) {
        ServiceType storage s = _service[code];
        return (s.active, s.least, s.most, s.weight);
    }

    // ---- Inside
    // Sums need no check for overflow: an amount and the guarantee are at most 1e12, a floor is at least -100000, and all
    // accounts together make zero, so none comes near 9e18 with fewer than ninety trillion members.

    function _confirm(bytes32 record, uint8 kind, bytes32 consent) private {
        Record storage r = _record[record];
        if (r.status == SETTLED) revert AlreadyProcessed(record);
        if (r.status != FILED || kind == 0 || kind > 3) revert BadState(record, r.status);
        if (r.filer == msg.sender) revert SelfDealing(); // roles may have changed since the filing
        bytes32 provider = r.provider;
        bytes32 receiver = r.receiver;
        _active(provider);
        _active(receiver);
        uint16 credited = r.credited;
        int64 minutes_ = int64(uint64(credited));

        Member storage to = _member[receiver];
        Member storage from = _member[provider];
        int64 after_;
        unchecked {
            after_ = to.balance - minutes_;
            if (after_ < to.floor) revert BelowFloor(receiver, after_, to.floor);
            to.balance = after_;
            from.balance += minutes_;
            from.provided += uint64(credited);
        }

        r.status = SETTLED;
        r.settledAt = uint40(block.timestamp);
        emit ServiceSettled(record, provider, receiver, credited, kind, consent, from.balance, after_);
    }

    function _reverse(Record storage r, bytes32 op, bytes32 memo) private {
        Member storage provider = _member[r.provider];
        bytes32 to = _member[r.receiver].status == CLOSED ? POOL : r.receiver;
        unchecked {
            int64 due = int64(uint64(r.credited));
            int64 able = provider.balance - provider.floor; // nothing, once closed
            int64 own = able < due ? able : due;
            if (own > 0) {
                _credit(r.provider, -own);
                if (to == POOL) {
                    _pool += own;
                } else {
                    _credit(to, own);
                }

                emit TimeMoved(op, r.provider, to, REVERSAL, uint64(own), memo);
            }

            // The pool stands in for what the provider cannot pay, and for a receiver who has left.
            int64 rest = due - own;
            if (rest > 0 && to != POOL) {
                _drawPool(rest);
                _credit(to, rest);
                emit TimeMoved(op, POOL, to, REVERSAL, uint64(rest), memo);
            }
        }
    }

    function _give(bytes32 op, bytes32 member, uint64 amount, uint8 kind, bytes32 memo) private {
        _use(op);
        _active(member);
        _spend(member, amount);
        unchecked {
            _pool += int64(amount);
        }

        emit TimeMoved(op, member, POOL, kind, amount, memo);
    }

    // Only hours that were earned can be spent: the floor is for receiving help, not for giving away.
    function _spend(bytes32 member, uint64 amount) private {
        _amount(amount);
        unchecked {
            int64 after_ = _member[member].balance - int64(amount);
            if (after_ < 0) revert BelowFloor(member, after_, 0);
            _credit(member, -int64(amount));
        }
    }

    function _credit(bytes32 member, int64 minutes_) private {
        unchecked {
            _member[member].balance += minutes_;
            _members += minutes_;
        }
    }

    function _drawPool(int64 minutes_) private {
        unchecked {
            int64 after_ = _pool - minutes_;
            if (after_ < -int64(_cap)) revert GuaranteeExceeded(after_, _cap);
            _pool = after_;
        }
    }

    function _use(bytes32 op) private {
        if (_op[op]) revert AlreadyProcessed(op);
        _op[op] = true;
    }

    function _active(bytes32 member) private view {
        if (_member[member].status != ACTIVE) revert BadMember(member);
    }

    function _amount(uint64 amount) private pure {
        if (amount == 0 || amount > LARGEST_AMOUNT) revert BadMinutes(amount);
    }

    function _check(bytes32 role) private view {
        if (!_role[role][msg.sender]) revert Unauthorized(role, msg.sender);
    }

    function _known(bytes32 role) private pure returns (bool) {
        return role == ADMIN || role == OPERATOR || role == COORDINATOR || role == ENDORSER || role == PAUSER || role == ANCHORER;
    }
}
