namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>A period that a text can be read as printing.</summary>
/// <param name="Year">The year printed; null if none is.</param>
/// <param name="First">Month and day it begins with.</param>
/// <param name="Last">Month and day it ends with; day 31 stands for the last of its month.</param>
public readonly record struct DateReading(int? Year, (int Month, int Day) First, (int Month, int Day) Last)
{
    /// <summary>True if the date is the first or the last day of the period, in the printed year or, if none is printed, in any.</summary>
    /// <param name="date">A date.</param>
    public bool IsBorder(DateOnly date)
    {
        // A winter ends in the year after the one it begins in.
        bool wraps = Last.Month < First.Month;
        return IsDay(date, First, Year) || IsDay(date, Last, wraps ? Year + 1 : Year);
    }

    private static bool IsDay(DateOnly date, (int Month, int Day) day, int? year) =>
        (year is null || date.Year == year) && date.Month == day.Month
        && date.Day == Math.Min(day.Day, DateTime.DaysInMonth(date.Year, date.Month));
}
